package icloudmail.mail;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The charsets that senders mean by the names they write (RFC 2978 and what is no part of it): a
 * name stands for the larger charset that its users in fact write, as the Encoding Standard has it.
 */
final class Charsets {
  /** What stands for UTF-7 (RFC 2152), which the JDK lacks. */
  static final Set<String> UTF_7 =
      Set.of("utf-7", "utf7", "unicode-1-1-utf-7", "unicode-2-0-utf-7", "x-unicode-2-0-utf-7");

  /** What stands for HZ (RFC 1843), which the JDK lacks. */
  static final Set<String> HZ = Set.of("hz-gb-2312", "hz-gb2312", "hz");

  /** Names that name nothing. */
  private static final Set<String> NONE =
      Set.of(
          "",
          "none",
          "default",
          "unknown",
          "x-unknown",
          "unknown-8bit",
          "x-unknown-8bit",
          "binary",
          "7bit",
          "8bit",
          "7-bit",
          "8-bit",
          "auto",
          "_autodetect_all",
          "_autodetect",
          "null",
          "undefined",
          "x-user-defined",
          "us-ascii-8bit");

  private static final List<String> CHINESE = List.of("GB18030");
  private static final List<String> BIG5 = List.of("Big5-HKSCS", "x-windows-950");
  private static final List<String> KOREAN = List.of("x-windows-949");
  private static final List<String> JAPANESE =
      List.of("ISO-2022-JP", "x-windows-iso2022jp", "x-windows-50221", "ISO-2022-JP-2");
  private static final List<String> SHIFT_JIS = List.of("windows-31j", "x-SJIS_0213");
  private static final List<String> WESTERN = List.of("windows-1252");

  /** By the canonical name of the JDK, lower case, or by a name that it does not know. */
  private static final Map<String, List<String>> MEANT =
      Map.ofEntries(
          Map.entry("gb2312", CHINESE),
          Map.entry("gbk", CHINESE),
          Map.entry("gb_2312-80", CHINESE),
          Map.entry("gb_2312", CHINESE),
          Map.entry("x-gbk", CHINESE),
          Map.entry("gb18030-2000", CHINESE),
          Map.entry("chinese", CHINESE),
          Map.entry("big5", BIG5),
          Map.entry("big5-hkscs", BIG5),
          Map.entry("x-x-big5", BIG5),
          Map.entry("x-windows-950", List.of("x-windows-950", "Big5-HKSCS")),
          Map.entry("x-ibm950", List.of("x-windows-950", "Big5-HKSCS")),
          Map.entry("euc-kr", KOREAN),
          Map.entry("x-ibm949", KOREAN),
          Map.entry("ks_c_5601", KOREAN),
          Map.entry("ks_c_5601-1987", KOREAN),
          Map.entry("ks_c_5601-1989", KOREAN),
          Map.entry("ksc5601", KOREAN),
          Map.entry("korean", KOREAN),
          Map.entry("shift_jis", SHIFT_JIS),
          Map.entry("x-ibm942c", SHIFT_JIS),
          Map.entry("x-sjis", SHIFT_JIS),
          Map.entry("euc-jp", List.of("EUC-JP", "x-eucJP-Open")),
          Map.entry("eucjp-ms", List.of("x-eucJP-Open")),
          Map.entry("iso-2022-jp", JAPANESE),
          Map.entry("iso-2022-jp-1", JAPANESE),
          Map.entry("iso-2022-jp-2", JAPANESE),
          Map.entry("iso-2022-jp-3", JAPANESE),
          Map.entry("iso-2022-jp-2004", JAPANESE),
          Map.entry("iso-2022-jp-ms", JAPANESE),
          Map.entry("x-windows-50220", JAPANESE),
          Map.entry("x-windows-50221", JAPANESE),
          Map.entry("x-windows-iso2022jp", JAPANESE),
          Map.entry("cp50220", JAPANESE),
          Map.entry("cp50221", JAPANESE),
          Map.entry("cp50222", JAPANESE),
          Map.entry("iso-8859-1", WESTERN),
          Map.entry("iso8859-1-windows-3.1-latin-1", WESTERN),
          Map.entry("ansi", WESTERN),
          Map.entry("x-ansi", WESTERN),
          Map.entry("iso-8859-9", List.of("windows-1254")),
          Map.entry("iso-8859-11", List.of("x-windows-874")),
          Map.entry("x-iso-8859-11", List.of("x-windows-874")),
          Map.entry("tis-620", List.of("x-windows-874")),
          Map.entry("windows-874", List.of("x-windows-874")),
          Map.entry("iso-8859-8-i", List.of("ISO-8859-8")),
          Map.entry("iso-8859-8-e", List.of("ISO-8859-8")),
          Map.entry("iso-8859-6-i", List.of("ISO-8859-6")),
          Map.entry("iso-8859-6-e", List.of("ISO-8859-6")),
          Map.entry("macintosh", List.of("x-MacRoman")),
          Map.entry("mac", List.of("x-MacRoman")),
          Map.entry("x-mac-roman", List.of("x-MacRoman")),
          Map.entry("x-mac-cyrillic", List.of("x-MacCyrillic")),
          Map.entry("x-mac-ukrainian", List.of("x-MacUkraine")),
          Map.entry("x-mac-greek", List.of("x-MacGreek")),
          Map.entry("x-mac-turkish", List.of("x-MacTurkish")),
          Map.entry("x-mac-ce", List.of("x-MacCentralEurope")),
          Map.entry("x-mac-centraleurroman", List.of("x-MacCentralEurope")),
          Map.entry("x-mac-hebrew", List.of("x-MacHebrew")),
          Map.entry("x-mac-arabic", List.of("x-MacArabic")),
          Map.entry("x-mac-thai", List.of("x-MacThai")),
          Map.entry("x-mac-icelandic", List.of("x-MacIceland")),
          Map.entry("x-mac-croatian", List.of("x-MacCroatian")),
          Map.entry("x-mac-romanian", List.of("x-MacRomania")),
          Map.entry("x-mac-japanese", SHIFT_JIS),
          Map.entry("x-mac-korean", KOREAN),
          Map.entry("x-mac-chinesesimp", CHINESE),
          Map.entry("x-mac-chinesetrad", BIG5),
          Map.entry("unicode", List.of("UTF-16")),
          Map.entry("ucs-2", List.of("UTF-16")),
          Map.entry("utf8mb4", List.of("UTF-8")),
          Map.entry("utf-8-mac", List.of("UTF-8")));

  private static final Pattern CODE_PAGE = Pattern.compile("(?:cp|ibm|dos|x-cp)[-_ ]?(\\d{3,5})");
  private static final Pattern WINDOWS =
      Pattern.compile("(?:x-)?win(?:dows)?[-_ ]?(?:cp)?(\\d{4})");
  private static final Pattern ISO =
      Pattern.compile("(?:x-)?iso[-_ ]?8859[-_ ]?(\\d{1,2})(-[ie])?");
  private static final Pattern UTF = Pattern.compile("(?:x-)?utf[-_ ]?(8|16|32)[-_ ]?([bl]e)?");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:+-]{0,60}");
  private static final int SHORTEST = 3;

  private Charsets() {}

  /**
   * A name as it is meant: lower case, without the quotes, blanks and junk that come with it; empty
   * where it names none.
   */
  static String name(String written) {
    String bare = written.strip();
    Matcher token = TOKEN.matcher(bare.startsWith("3D") ? bare.substring(2) : bare);
    String name = token.find() ? token.group().toLowerCase(Locale.ROOT) : "";
    return NONE.contains(name) ? "" : name;
  }

  /**
   * What a cleaned {@link #name} stands for, the likeliest first; the others are for the text that
   * the first cannot hold. Empty where nobody knows the name.
   */
  static List<Charset> of(String name) {
    // junk behind a name is cut off letter by letter; a digit would make another charset of it
    for (int end = name.length(); end >= SHORTEST; end--) {
      boolean whole = end == name.length() || !Character.isDigit(name.charAt(end));
      List<Charset> known = whole ? known(name.substring(0, end)) : List.of();
      if (!known.isEmpty()) {
        return known;
      }
    }
    return List.of();
  }

  private static List<Charset> known(String name) {
    String plain = spelled(name);
    List<String> meant = MEANT.get(plain);
    if (meant == null && isSupported(plain)) {
      String canonical = Charset.forName(plain).name();
      meant = MEANT.getOrDefault(canonical.toLowerCase(Locale.ROOT), List.of(canonical));
    }
    return meant == null
        ? List.of()
        : meant.stream().filter(Charsets::isSupported).map(Charset::forName).toList();
  }

  /** A runtime image may lack the larger ones. */
  private static boolean isSupported(String name) {
    return name.chars().allMatch(c -> Character.isLetterOrDigit(c) || "-+.:_".indexOf(c) >= 0)
        && Character.isLetterOrDigit(name.charAt(0))
        && Charset.isSupported(name);
  }

  private static String spelled(String name) {
    Matcher utf = UTF.matcher(name);
    if (utf.matches()) {
      return "utf-" + utf.group(1) + (utf.group(2) == null ? "" : utf.group(2));
    }
    Matcher iso = ISO.matcher(name);
    if (iso.matches()) {
      return "iso-8859-" + iso.group(1) + (iso.group(2) == null ? "" : iso.group(2));
    }
    Matcher windows = WINDOWS.matcher(name);
    if (windows.matches()) {
      return "windows-" + windows.group(1);
    }
    Matcher page = CODE_PAGE.matcher(name);
    return page.matches() ? codePage(page.group(1)) : name;
  }

  private static String codePage(String number) {
    return switch (number) {
      case "932" -> "shift_jis";
      case "936" -> "gbk";
      case "949" -> "euc-kr";
      case "950" -> "x-windows-950";
      case "874" -> "windows-874";
      case "65001" -> "utf-8";
      case "65000" -> "utf-7";
      default -> number.startsWith("125") ? "windows-" + number : "cp" + number;
    };
  }
}
