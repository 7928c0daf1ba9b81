package icloudmail.model;

import java.lang.Character.UnicodeScript;
import java.net.IDN;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Domains as browsers show them: a label stays in its own letters where it is of one script, or of
 * Latin with those of Chinese, Japanese or Korean ("highly restrictive", UTS 39 section 5.2); any
 * other is in punycode (RFC 3492). ASCII is never decoded.
 */
final class LegibleDomain {
  private static final Set<UnicodeScript> JAPANESE =
      EnumSet.of(
          UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);
  private static final Set<UnicodeScript> CHINESE =
      EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO);
  private static final Set<UnicodeScript> KOREAN =
      EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL);

  /**
   * Letters of Cyrillic and Greek that look like Latin ones: a word of these alone reads as one.
   */
  private static final String LIKE_LATIN =
      "\u0430\u0441\u0501\u0435\u04BB\u0456\u0458\u04CF\u043E\u0440\u051B\u0455\u051D\u0445\u0443"
          + "\u044C\u04BD\u043F\u0433\u0475\u0461\u043A\u043C\u0442\u043D\u0432"
          + "\u03B1\u03BF\u03C1\u03BD\u03C5\u03BA\u03B9\u03C4\u03C9\u03C7\u03B3\u03B7\u03F2\u03F3";

  /** No domain has more octets (RFC 1035 section 2.3.4). */
  private static final int LONGEST = 255;

  private LegibleDomain() {}

  /** The domain, each of its labels as it can be read by everybody. */
  static String of(String domain) {
    if (domain.length() > LONGEST) {
      return numbered(domain);
    }
    String[] labels = domain.split("\\.", -1);
    boolean foreign = !ShownAddress.isAscii(labels[labels.length - 1]);
    for (int i = 0; i < labels.length; i++) {
      labels[i] = label(labels[i], foreign);
    }
    return String.join(".", labels);
  }

  /** Text that has no ASCII form: where scripts mix, the letters that are not ASCII by number. */
  static String visible(String text) {
    return text.length() <= LONGEST && isLegible(text) ? text : numbered(text);
  }

  private static String label(String label, boolean foreign) {
    if (isLegible(label) && (foreign || !looksLatin(label))) {
      return label;
    }
    try {
      String ascii = IDN.toASCII(label, IDN.ALLOW_UNASSIGNED);
      // what is lost on the way, such as a joiner, would make another label of it
      boolean same =
          IDN.toUnicode(ascii, IDN.ALLOW_UNASSIGNED).equals(label.toLowerCase(Locale.ROOT));
      return same ? ascii : numbered(label);
    } catch (IllegalArgumentException e) {
      return numbered(label);
    }
  }

  private static String numbered(String text) {
    StringBuilder shown = new StringBuilder();
    StrangersText.atMost(LONGEST, text)
        .codePoints()
        .forEach(
            c -> shown.append(c < 0x80 ? Character.toString(c) : String.format("<U+%04X>", c)));
    return shown.toString();
  }

  private static boolean isLegible(String text) {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    boolean letters = text.codePoints().allMatch(c -> isLegible(c, scripts));
    return letters
        && Normalizer.isNormalized(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC)
        && (scripts.size() < 2
            || JAPANESE.containsAll(scripts)
            || CHINESE.containsAll(scripts)
            || KOREAN.containsAll(scripts));
  }

  /** Notes the script of a letter; foreign signs and digits, and what is not seen, are none. */
  private static boolean isLegible(int c, Set<UnicodeScript> scripts) {
    if (c < 0x80) {
      if (Character.isLetter(c)) {
        scripts.add(UnicodeScript.LATIN);
      }
      return true;
    }
    UnicodeScript script = UnicodeScript.of(c);
    if (script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED) {
      scripts.add(script);
    }
    boolean phonetic = c >= 0x250 && c < 0x300;
    boolean mark =
        Character.getType(c) == Character.NON_SPACING_MARK
            || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    return mark
        ? script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED
        : Character.isLetter(c) && !phonetic && !isUnseen(c);
  }

  /** Letters by name that fill a place and show nothing. */
  private static boolean isUnseen(int c) {
    return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0;
  }

  private static boolean looksLatin(String label) {
    String lower = label.toLowerCase(Locale.ROOT);
    return !ShownAddress.isAscii(label)
        && lower.codePoints().allMatch(c -> c < 0x80 || LIKE_LATIN.indexOf(c) >= 0);
  }
}
