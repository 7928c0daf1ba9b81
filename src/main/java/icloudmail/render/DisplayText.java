package icloudmail.render;

import org.jline.utils.WCWidth;

/** Strangers' text made harmless, and measured, for terminals and rows. */
public final class DisplayText {
  private DisplayText() {}

  /** One line: control characters, line ends and bidirectional overrides become visible. */
  public static String line(String text) {
    return clean(text, false);
  }

  /** Several lines: as {@link #line}, but line ends and tabs stay. */
  public static String lines(String text) {
    return clean(text, true);
  }

  private static String clean(String text, boolean multiline) {
    StringBuilder result = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean harmless = !dangerous(c) || (multiline && (c == '\n' || c == '\t'));
      if (harmless && result != null) {
        result.append(c);
      } else if (!harmless) {
        result = result == null ? new StringBuilder(text.substring(0, i)) : result;
        result.append(visible(c));
      }
    }
    return result == null ? text : result.toString();
  }

  /** Whether a terminal, or a reader of rows, could take the character for an order. */
  static boolean dangerous(char c) {
    return Character.isISOControl(c)
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\u200E'
        || c == '\u200F'
        || c == '\u061C'
        || c == '\u2028'
        || c == '\u2029';
  }

  private static String visible(char c) {
    if (c == '\t' || c == '\n' || c == '\r') {
      return " ";
    }
    return c < ' ' ? String.valueOf((char) (0x2400 + c)) : String.format("<U+%04X>", (int) c);
  }

  /** Columns that {@code text} takes on a terminal. */
  static int width(String text) {
    return text.codePoints().map(DisplayText::columns).sum();
  }

  /** {@code text} in exactly {@code width} columns: cut with an ellipsis, or filled with blanks. */
  static String fit(String text, int width) {
    int full = width(text);
    if (full <= width) {
      return text + " ".repeat(width - full);
    }
    StringBuilder cut = new StringBuilder();
    int used = 0;
    for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      int columns = columns(text.codePointAt(at));
      if (used + columns > width - 1) {
        break;
      }
      cut.appendCodePoint(text.codePointAt(at));
      used += columns;
    }
    return cut + "…" + " ".repeat(Math.max(0, width - 1 - used));
  }

  private static int columns(int codePoint) {
    return codePoint < 0x300 ? 1 : Math.max(0, WCWidth.wcwidth(codePoint));
  }
}
