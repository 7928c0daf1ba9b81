package icloudmail.mail;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a date-time (RFC 5322 sections 3.3 and 4.3) as it comes. A month must have a name, or stand
 * in the order of ISO 8601: what could be a day too is not guessed.
 */
final class DateText {
  private static final int LONGEST = 500;
  private static final String MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec";
  private static final String TIME = "(\\d{1,2})[:.](\\d{1,2})(?:[:.](\\d{1,2})(?:[.,]\\d+)?)?";
  private static final Pattern ISO =
      Pattern.compile("(?<!\\d)(\\d{4})-(\\d{1,2})-(\\d{1,2})[Tt ]\\s*" + TIME + "(.*)");
  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?[ .-]+([a-z]{3,9})[ .,-]+(\\d{2,4})[ ,]+"
              + TIME
              + "(.*)");
  private static final Pattern MONTH_FIRST =
      Pattern.compile("([a-z]{3,9})\\.? +(\\d{1,2}),?(?: +(\\d{4}),?)? +" + TIME + "(.*)");
  private static final Pattern LAST_YEAR = Pattern.compile("(?<![\\d+:-])\\d{4}(?!\\d)");
  private static final Pattern OFFSET =
      Pattern.compile("^\\W*?(?:gmt|utc?|z)?\\s*([+-])(\\d{1,2}?):?([0-5]\\d)?(?!\\d)");
  private static final Pattern ZONE = Pattern.compile("(?<![a-z])([a-z]{1,5})(?![a-z])");
  private static final Pattern HALF = Pattern.compile("^\\s*([ap])\\.?m\\b");

  /** In hours; those that mean several zones are left out (RFC 5322 section 4.3). */
  private static final Map<String, Integer> ZONES =
      Map.ofEntries(
          Map.entry("est", -5),
          Map.entry("edt", -4),
          Map.entry("cst", -6),
          Map.entry("cdt", -5),
          Map.entry("mst", -7),
          Map.entry("mdt", -6),
          Map.entry("pst", -8),
          Map.entry("pdt", -7),
          Map.entry("akst", -9),
          Map.entry("akdt", -8),
          Map.entry("hst", -10),
          Map.entry("wet", 0),
          Map.entry("west", 1),
          Map.entry("cet", 1),
          Map.entry("cest", 2),
          Map.entry("met", 1),
          Map.entry("mest", 2),
          Map.entry("mez", 1),
          Map.entry("mesz", 2),
          Map.entry("eet", 2),
          Map.entry("eest", 3),
          Map.entry("msk", 3),
          Map.entry("hkt", 8),
          Map.entry("jst", 9),
          Map.entry("kst", 9),
          Map.entry("aest", 10),
          Map.entry("aedt", 11),
          Map.entry("nzst", 12),
          Map.entry("nzdt", 13));

  private DateText() {}

  /** With the offset that its writer gave, UTC where he gave none; or null where it is no date. */
  static @Nullable OffsetDateTime read(String unfolded) {
    String some = unfolded.substring(0, Math.min(unfolded.length(), LONGEST));
    String text = withoutComments(some).toLowerCase(Locale.ROOT).replaceAll("[\\s\"]+", " ");
    try {
      Matcher iso = ISO.matcher(text);
      if (iso.find()) {
        int month = Integer.parseInt(iso.group(2));
        return date(iso.group(1), month, iso.group(3), iso, iso.group(7));
      }
      Matcher day = DAY_FIRST.matcher(text);
      while (day.find()) {
        if (month(day.group(2)) > 0) {
          return date(day.group(3), month(day.group(2)), day.group(1), day, day.group(7));
        }
      }
      return monthFirst(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable OffsetDateTime monthFirst(String text) {
    Matcher found = MONTH_FIRST.matcher(text);
    for (int at = 0; found.find(at); at = found.end(1)) {
      int month = month(found.group(1));
      Matcher last = LAST_YEAR.matcher(found.group(7));
      if (month > 0 && found.group(3) != null) {
        return date(found.group(3), month, found.group(2), found, found.group(7));
      }
      if (month > 0 && last.find()) {
        return date(last.group(), month, found.group(2), found, last.replaceFirst(""));
      }
    }
    return null;
  }

  /** The groups 4 to 6 of {@code found} are hour, minute and second; a zone is in the tail. */
  private static OffsetDateTime date(
      String year, int month, String day, Matcher found, String tail) {
    int hour = hour(Integer.parseInt(found.group(4)), tail);
    int second = found.group(6) == null ? 0 : Integer.parseInt(found.group(6));
    // a leap second, and midnight at the end of a day
    boolean late = second == 60 || hour == 24;
    LocalDateTime local =
        LocalDateTime.of(
            year(year),
            month,
            Integer.parseInt(day),
            hour == 24 ? 23 : hour,
            hour == 24 ? 59 : Integer.parseInt(found.group(5)),
            late ? 59 : second);
    return OffsetDateTime.of(late ? local.plusSeconds(1) : local, offset(tail));
  }

  private static int hour(int hour, String tail) {
    Matcher half = HALF.matcher(tail);
    if (!half.find() || hour > 12) {
      return hour;
    }
    return hour % 12 + (half.group(1).equals("p") ? 12 : 0);
  }

  /** RFC 5322 section 4.3. */
  private static int year(String digits) {
    int year = Integer.parseInt(digits);
    return digits.length() > 3 ? year : year + (digits.length() == 2 && year < 50 ? 2000 : 1900);
  }

  private static ZoneOffset offset(String tail) {
    String zone = HALF.matcher(tail).replaceFirst("");
    Matcher number = OFFSET.matcher(zone);
    if (number.find()) {
      int hours = Integer.parseInt(number.group(2));
      int minutes = number.group(3) == null ? 0 : Integer.parseInt(number.group(3));
      int seconds = (hours * 60 + minutes) * 60;
      return seconds > 18 * 3600
          ? ZoneOffset.UTC
          : ZoneOffset.ofTotalSeconds(number.group(1).equals("-") ? -seconds : seconds);
    }
    Matcher name = ZONE.matcher(zone);
    return ZoneOffset.ofHours(name.find() ? ZONES.getOrDefault(name.group(1), 0) : 0);
  }

  /** From 1, or 0 where it is none. */
  private static int month(String name) {
    String three = name.substring(0, 3);
    int at = MONTHS.indexOf(three.equals("mai") ? "may" : three);
    return at >= 0 && at % 4 == 0 ? at / 4 + 1 : 0;
  }

  private static String withoutComments(String text) {
    StringBuilder bare = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int end = text.charAt(at) == '(' ? AddressTokens.end(text, at) : at + 1;
      bare.append(end > at + 1 ? " " : text.substring(at, end));
      at = end;
    }
    return bare.toString();
  }
}
