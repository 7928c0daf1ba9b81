package icloudmail.mail;

import java.util.regex.Pattern;

/** The lines of what came in place of a reply, each with {@code \n} at its end. */
final class ReplyLines {
  /** Where the connection ends: nothing, or the beginning of a reply. */
  private static final Pattern CUT =
      Pattern.compile("(?s)\\[EOF]|[2-5]?\\d{0,2}\\s*|[2-5]\\d\\d-.*");

  private ReplyLines() {}

  /** Whether they are what is left of a reply where the connection ended. */
  static boolean areCut(String said) {
    return CUT.matcher(said).matches();
  }

  /** Whether all have the code of the first, as those of a reply have (RFC 5321 section 4.2.1). */
  static boolean haveOneCode(String said) {
    String code = said.substring(0, 3);
    int line = 0;
    while (line < said.length() && said.startsWith(code, line)) {
      int end = said.indexOf('\n', line);
      line = end < 0 ? said.length() : end + 1;
    }
    return line == said.length();
  }
}
