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
    return whole(line.toString());
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
    return whole(lines.toString());
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

  /** The same with U+FFFD for each half of a surrogate pair, which has no form in UTF-8. */
  public static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isHalf(text, i)) {
        return text.codePoints()
            .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
            .collect(
                () -> new StringBuilder(text.length()),
                StringBuilder::appendCodePoint,
                StringBuilder::append)
            .toString();
      }
    }
    return text;
  }

  /** Whether the character at {@code at} is one half of a surrogate pair without the other one. */
  public static boolean isHalf(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
