package icloudmail.mail;

import java.util.List;

/**
 * Octets read as text.
 *
 * @param text without a byte order mark
 * @param remarks what its reader has to know, as {@link icloudmail.model.Body} has them
 */
record Decoded(String text, List<String> remarks) {
  private static final char BROKEN = '\uFFFD';

  Decoded(String text, String... remarks) {
    this(text, List.of(remarks));
  }

  /** How many characters could not be read. */
  long broken() {
    return text.chars().filter(c -> c == BROKEN).count();
  }
}
