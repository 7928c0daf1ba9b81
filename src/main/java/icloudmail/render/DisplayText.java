package icloudmail.render;

import icloudmail.model.StrangersText;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jline.utils.WCWidth;

/** Strangers' text made harmless, and measured, for terminals and rows. */
public final class DisplayText {
  private static final Pattern CLUSTER = Pattern.compile("\\X");
  private static final int FIRST_COMBINING = 0x300;
  private static final char EMOJI_STYLE = '\uFE0F';
  private static final char JOINER = '\u200D';

  private DisplayText() {}

  /**
   * One line: control characters, line ends and bidirectional overrides become visible, and half a
   * surrogate pair becomes U+FFFD.
   */
  public static String line(String text) {
    return clean(text, false);
  }

  /** Several lines: as {@link #line}, but line ends and tabs stay. */
  public static String lines(String text) {
    return clean(text, true);
  }

  private static String clean(String stranger, boolean multiline) {
    String text = StrangersText.whole(stranger);
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
  public static int width(String text) {
    return isNarrow(text) ? text.length() : clusters(text).mapToInt(DisplayText::columns).sum();
  }

  /** {@code text} in exactly {@code width} columns: cut with an ellipsis, or filled with blanks. */
  static String fit(String text, int width) {
    int full = width(text);
    if (full <= width) {
      return text + " ".repeat(width - full);
    }
    StringBuilder cut = new StringBuilder();
    int used = 0;
    for (String cluster : (Iterable<String>) clusters(text)::iterator) {
      int columns = columns(cluster);
      if (used + columns > width - 1) {
        break;
      }
      cut.append(cluster);
      used += columns;
    }
    return cut + "…" + " ".repeat(Math.max(0, width - 1 - used));
  }

  /** Whether each letter takes one column, as in nearly all text that is European. */
  private static boolean isNarrow(String text) {
    return text.chars().allMatch(c -> c < FIRST_COMBINING);
  }

  /** What a reader takes for one letter (UAX 29), which must not be cut. */
  private static Stream<String> clusters(String text) {
    return CLUSTER.matcher(text).results().map(MatchResult::group);
  }

  /** An emoji is two columns wide, of however many characters it is joined. */
  private static int columns(String cluster) {
    boolean emoji =
        cluster.indexOf(EMOJI_STYLE) >= 0
            || (cluster.indexOf(JOINER) >= 0 && WCWidth.wcwidth(cluster.codePointAt(0)) == 2)
            || cluster.codePoints().filter(DisplayText::isRegional).count() == 2
            || cluster.codePoints().anyMatch(DisplayText::isSkinTone);
    return emoji
        ? 2
        : cluster
            .codePoints()
            .map(c -> c < FIRST_COMBINING ? 1 : Math.max(0, WCWidth.wcwidth(c)))
            .sum();
  }

  private static boolean isRegional(int codePoint) {
    return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
  }

  private static boolean isSkinTone(int codePoint) {
    return codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
  }
}
