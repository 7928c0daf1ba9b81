package icloudmail.mail;

import icloudmail.model.StrangersText;
import java.util.List;

/**
 * Octets read as text.
 *
 * @param text without a byte order mark; what could not be read is U+FFFD, and so is half a
 *     surrogate pair, which UTF-7, CESU-8 and UTF-32 can hold
 * @param remarks what its reader has to know, as {@link icloudmail.model.Body} has them
 */
record Decoded(String text, List<String> remarks) {
  private static final char BROKEN = '\uFFFD';

  Decoded {
    text = StrangersText.whole(text);
  }

  Decoded(String text, String... remarks) {
    this(text, List.of(remarks));
  }

  /** How many characters could not be read. */
  long broken() {
    return text.chars().filter(c -> c == BROKEN).count();
  }
}
