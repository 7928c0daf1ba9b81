package icloudmail.model;

/** A display name as a person is shown it. */
final class ShownName {
  /** The at sign, and its forms of full width and of small size. */
  private static final String AT_SIGNS = "@\uFF20\uFE6B";

  /** Letters in a circle, and in brackets, that are read as at signs. */
  private static final String LIKE_AT_SIGNS = "\u24D0\u24B6\u249C";

  /** What shows nothing and is no blank by name. */
  private static final String UNSEEN = "\u2800\u3164\u115F\u1160\uFFA0\u200B\u2060\uFEFF\t\r\n";

  private ShownName() {}

  /** With a single blank for each gap, and none at its ends: gaps push out of view what follows. */
  static String of(String name) {
    StringBuilder shown = new StringBuilder(name.length());
    int gap = -1;
    for (int at = 0; at < name.length(); at++) {
      char c = name.charAt(at);
      if (isBlank(c)) {
        gap = gap < 0 ? at : gap;
      } else {
        if (gap >= 0 && !shown.isEmpty()) {
          // an ideographic blank that stands alone is how some names are written
          boolean alone = at - gap == 1 && Character.isSpaceChar(name.charAt(gap));
          shown.append(alone ? name.charAt(gap) : ' ');
        }
        gap = -1;
        shown.append(c);
      }
    }
    return shown.toString();
  }

  /** Whether it would be taken for an address. */
  static boolean looksLikeAddress(String name) {
    for (int at = 0; at < name.length(); at++) {
      char c = name.charAt(at);
      if (AT_SIGNS.indexOf(c) >= 0 && (isJoined(name, at) || name.indexOf('.', at) >= 0)) {
        return true;
      }
      if (at > 0 && (LIKE_AT_SIGNS.indexOf(c) >= 0 || isSpelt(name, at)) && isDomain(name, at)) {
        return true;
      }
    }
    return false;
  }

  /** An at sign that begins a word, as in {@code Jo (@jo)}, makes no address of it. */
  private static boolean isJoined(String name, int at) {
    return at > 0 && !Character.isSpaceChar(name.charAt(at - 1)) && name.charAt(at - 1) != '(';
  }

  /** Whether {@code (at)}, in brackets of any kind, begins here. */
  private static boolean isSpelt(String name, int at) {
    return "([{<".indexOf(name.charAt(at)) >= 0
        && name.regionMatches(true, at + 1, "at", 0, 2)
        && at + 3 < name.length()
        && ")]}>".indexOf(name.charAt(at + 3)) >= 0;
  }

  /** Whether a dot within a word follows. */
  private static boolean isDomain(String name, int from) {
    for (int dot = name.indexOf('.', from); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      if (Character.isLetterOrDigit(name.charAt(dot - 1))
          && dot + 1 < name.length()
          && Character.isLetterOrDigit(name.charAt(dot + 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= 0x80 && Character.isSpaceChar(c)) || UNSEEN.indexOf(c) >= 0;
  }
}
