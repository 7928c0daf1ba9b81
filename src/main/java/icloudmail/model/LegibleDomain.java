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
 * other, and a word that reads as a Latin one, is in punycode (RFC 3492). ASCII is never decoded.
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
   * Letters of Chinese and Japanese, and an ideograph's parts, that look like a slash, a dot, a
   * hyphen or a bar.
   */
  private static final String STROKES = "\u30CE\u30FC\u3033\u3034\u3035\u4E28\u4E36\u4E3F\u3127";

  /** No domain has more octets (RFC 1035 section 2.3.4). */
  private static final int LONGEST = 255;

  private LegibleDomain() {}

  /** The domain, each of its labels as it can be read by everybody. */
  static String of(String domain) {
    if (domain.length() > LONGEST) {
      return numbered(domain);
    }
    String[] labels = domain.split("\\.", -1);
    boolean foreign = LikeLatin.foreign(labels[labels.length - 1]);
    for (int i = 0; i < labels.length; i++) {
      labels[i] = label(labels[i], foreign);
    }
    return String.join(".", labels);
  }

  /** A local part, which has no ASCII form: where it misleads, its letters stand as numbers. */
  static String local(String text, String domain) {
    return text.length() <= LONGEST
            && isLegible(text)
            && !LikeLatin.local(
                text, LikeLatin.foreign(domain.substring(domain.lastIndexOf('.') + 1)))
        ? text
        : numbered(text);
  }

  private static String label(String label, boolean foreign) {
    if (isLegible(label) && !LikeLatin.label(label, foreign)) {
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
        && !hasStrayStroke(text)
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
    boolean mark =
        Character.getType(c) == Character.NON_SPACING_MARK
            || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    return mark
        ? script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED
        : Character.isLetter(c) && !isPhonetic(c) && !isUnseen(c);
  }

  /** Letters of phonetics, of philology and of clicks, which are Latin and of nobody's language. */
  private static boolean isPhonetic(int c) {
    return (c >= 0x1C0 && c <= 0x1C3)
        || (c >= 0x250 && c < 0x300)
        || (c >= 0x1D00 && c < 0x1DC0)
        || (c >= 0x2C60 && c < 0x2C80)
        || (c >= 0xA720 && c < 0xA800)
        || (c >= 0xAB30 && c < 0xAB70);
  }

  /** Letters by name that fill a place and show nothing, and the strokes of Hangul's syllables. */
  private static boolean isUnseen(int c) {
    return (c >= 0x1100 && c < 0x1200) || c == 0x3164 || c == 0xFFA0;
  }

  /** A stroke is a letter among those of its script, and not behind a Latin one or alone. */
  private static boolean hasStrayStroke(String text) {
    boolean strokes = false;
    boolean others = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (STROKES.indexOf(c) < 0) {
        others |= c >= 0x80;
      } else if (i > 0 && text.charAt(i - 1) < 0x80) {
        return true;
      } else {
        strokes = true;
      }
    }
    return strokes && !others;
  }
}
