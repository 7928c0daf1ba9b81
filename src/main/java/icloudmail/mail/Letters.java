package icloudmail.mail;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** Characters as a terminal shows them: blank, of no width, of two columns (UAX 11, UAX 44). */
final class Letters {
  private static final Set<UnicodeScript> WIDE =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.YI);

  private Letters() {}

  /** White space that HTML folds. */
  static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  }

  /** A blank that HTML keeps: no-break space, figure space and their like. */
  static boolean isHardBlank(char c) {
    return c == '\u00A0' || c == '\u202F' || (c >= '\u2000' && c <= '\u200A');
  }

  /** What has no width and no meaning on a terminal; newsletters fill their preview with it. */
  static boolean isFiller(char c) {
    return c == '\u00AD'
        || c == '\u034F'
        || c == '\u180E'
        || c == '\u200B'
        || c == '\u2060'
        || c == '\uFEFF';
  }

  /** What has a meaning only between two letters. */
  static boolean isJoiner(char c) {
    return c == '\u200C' || c == '\u200D';
  }

  /** Whether there is nothing in it that is seen. */
  static boolean isEmpty(String text) {
    return text.chars()
        .mapToObj(c -> (char) c)
        .allMatch(c -> isBlank(c) || isHardBlank(c) || isFiller(c) || isJoiner(c));
  }

  /** Columns on a terminal. */
  static int width(String text) {
    return text.codePoints().map(Letters::width).sum();
  }

  private static int width(int c) {
    if (c < 0x300) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        WIDE.contains(UnicodeScript.of(c))
            || (c >= 0x3000 && c <= 0x303E)
            || (c >= 0xFF01 && c <= 0xFF60)
            || (c >= 0xFFE0 && c <= 0xFFE6)
            || (c >= 0x1F300 && c <= 0x1F64F)
            || (c >= 0x1F680 && c <= 0x1F6FF)
            || (c >= 0x1F900 && c <= 0x1F9FF);
    boolean half = c >= 0xFF61 && c <= 0xFFDC;
    return wide && !half ? 2 : 1;
  }
}
