package icloudmail.model;

/** Text of a received message, made fit to stand in a message of one's own. */
public final class StrangersText {
  private StrangersText() {}

  /** One line: each run of blanks, line ends and control characters is a single blank. */
  public static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isControl(c) || Character.isSpaceChar(c)) {
        gap = true;
      } else {
        line.append(gap && !line.isEmpty() ? " " : "").append(c);
        gap = false;
      }
    }
    return whole(line);
  }

  /** Several lines, each ended by {@code \n}: without blank lines at the end, without controls. */
  public static String lines(String text) {
    StringBuilder lines = new StringBuilder(text.length());
    for (String line : (Iterable<String>) text.stripTrailing().lines()::iterator) {
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        if (c == '\t' || !isControl(c)) {
          lines.append(c);
        }
      }
      lines.append('\n');
    }
    return whole(lines);
  }

  /** As much of {@code line} as {@code most} characters, and an ellipsis where that is not all. */
  public static String atMost(int most, String line) {
    if (line.length() <= most) {
      return line;
    }
    int end = most - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /** The directional marks reorder what stands after them, also text of one's own. */
  private static boolean isControl(char c) {
    return Character.isISOControl(c)
        || c == '\u2028'
        || c == '\u2029'
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069');
  }

  /** Half a surrogate pair has no form in UTF-8. */
  private static String whole(StringBuilder text) {
    return text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
