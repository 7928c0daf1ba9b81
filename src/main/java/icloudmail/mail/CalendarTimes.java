package icloudmail.mail;

import icloudmail.mail.CalendarLines.Line;
import icloudmail.model.StrangersText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When an event is (RFC 5545 sections 3.3.4, 3.3.5, 3.3.10), by the clock that it names. */
final class CalendarTimes {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu", Locale.US);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm", Locale.US);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.US);
  private static final Pattern VALUE = Pattern.compile("(\\d{8})(?:T(\\d{4})(\\d{2})?)?(Z?)");
  private static final int LONGEST = 60;

  private CalendarTimes() {}

  /** A day, or a moment by a clock. */
  private record Time(LocalDate day, @Nullable LocalDateTime moment, String zone) {}

  /** In words, for example {@code Mon, 23 Nov 2026 09:00 - 10:00 (Europe/Berlin), weekly}. */
  static String of(List<Line> entry) {
    Line start = CalendarLines.find(entry, "DTSTART");
    Line due = CalendarLines.find(entry, "DUE");
    Time from = time(start);
    Time to = time(due == null ? CalendarLines.find(entry, "DTEND") : due);
    if (from == null) {
      return to == null ? "" : (due == null ? "until " : "due ") + at(to);
    }
    String rule = CalendarLines.value(entry, "RRULE");
    return span(from, to == null ? end(from, CalendarLines.value(entry, "DURATION")) : to)
        + (rule.isEmpty() ? "" : ", repeated " + rule(rule));
  }

  private static String span(Time from, @Nullable Time to) {
    if (from.moment == null) {
      // the end of a day is the next one
      LocalDate last = to == null ? from.day : to.day.minusDays(1);
      return DAY.format(from.day)
          + (last.isAfter(from.day) ? " - " + DAY.format(last) : "")
          + ", all day";
    }
    if (to == null || to.moment == null || to.moment.equals(from.moment)) {
      return at(from);
    }
    if (!to.zone.equals(from.zone)) {
      return at(from) + " - " + at(to);
    }
    boolean sameDay = to.day.equals(from.day);
    return MOMENT.format(from.moment)
        + " - "
        + (sameDay ? CLOCK : MOMENT).format(to.moment)
        + zone(from);
  }

  private static String at(Time time) {
    return time.moment == null ? DAY.format(time.day) : MOMENT.format(time.moment) + zone(time);
  }

  private static String zone(Time time) {
    return " (" + (time.zone.isEmpty() ? "local time" : time.zone) + ")";
  }

  private static @Nullable Time end(Time from, String duration) {
    try {
      if (from.moment == null) {
        return duration.isEmpty()
            ? null
            : new Time(from.day.plus(Period.parse(duration)), null, from.zone);
      }
      LocalDateTime end =
          duration.matches("P\\d+W")
              ? from.moment.plus(Period.parse(duration))
              : from.moment.plus(Duration.parse(duration));
      return new Time(end.toLocalDate(), end, from.zone);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static @Nullable Time time(@Nullable Line line) {
    Matcher value = VALUE.matcher(line == null ? "" : line.value().strip());
    if (line == null || !value.matches()) {
      return null;
    }
    try {
      LocalDate day = LocalDate.parse(value.group(1), DateTimeFormatter.BASIC_ISO_DATE);
      if (value.group(2) == null) {
        return new Time(day, null, "");
      }
      int clock = Integer.parseInt(value.group(2));
      LocalDateTime moment = day.atTime(clock / 100, clock % 100);
      String zone = line.parameter("TZID");
      String named = zone == null ? "" : StrangersText.atMost(LONGEST, StrangersText.line(zone));
      return new Time(day, moment, value.group(4).isEmpty() ? named : "UTC");
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static String rule(String rule) {
    Map<String, String> parts = new HashMap<>();
    for (String part : rule.toUpperCase(Locale.ROOT).split(";", -1)) {
      String[] both = part.split("=", 2);
      parts.put(both[0].strip(), both.length > 1 ? both[1].strip() : "");
    }
    String unit =
        switch (parts.getOrDefault("FREQ", "")) {
          case "DAILY" -> "day";
          case "WEEKLY" -> "week";
          case "MONTHLY" -> "month";
          case "YEARLY" -> "year";
          default -> null;
        };
    if (unit == null) {
      return "by a rule of its own";
    }
    String interval = number(parts.get("INTERVAL"));
    String count = number(parts.get("COUNT"));
    Matcher until = VALUE.matcher(parts.getOrDefault("UNTIL", ""));
    return "every "
        + (interval.isEmpty() || interval.equals("1") ? unit : interval + " " + unit + "s")
        + (count.isEmpty() ? "" : ", " + count + " times")
        + (until.matches() ? " until " + day(until.group(1)) : "");
  }

  private static String number(@Nullable String text) {
    return text != null && text.matches("\\d{1,6}") ? text : "";
  }

  private static String day(String digits) {
    try {
      return DAY.format(LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE));
    } catch (DateTimeException e) {
      return digits;
    }
  }
}
