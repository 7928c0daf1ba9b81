package icloudmail.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the subject of an answer or of what is forwarded (RFC 5322 section 3.6.5):
 * once, in whichever language it was begun.
 */
public enum SubjectPrefix {
  REPLY("Re:", "re|aw|antw|antwort|sv|vs|odp|rif|回复|答复|回覆"),
  FORWARD("Fwd:", "fwd|fw|wg|tr|vb|vl|doorst|转发|轉寄");

  /** A header line has 998 octets at most (RFC 5322 section 2.1.1), and nobody reads that many. */
  private static final int LONGEST = 500;

  private final String word;
  private final Pattern several;

  SubjectPrefix(String word, String words) {
    this.word = word;
    String one = "(?:" + words + ")\\s?(?:\\[\\d{1,9}\\]|\\(\\d{1,9}\\))?\\s?[:：]";
    this.several = Pattern.compile("(?i)^(" + one + ")(?:\\s*" + one + ")*+\\s*");
  }

  /** The subject of the response to a message whose subject was {@code original}. */
  public String before(@Nullable String original) {
    String subject = original == null ? "" : StrangersText.line(original);
    Matcher prefixes = several.matcher(subject);
    String prefix = word;
    if (prefixes.find()) {
      prefix = prefixes.group(1);
      subject = subject.substring(prefixes.end());
    }
    return StrangersText.atMost(LONGEST, (prefix + " " + subject).strip());
  }
}
