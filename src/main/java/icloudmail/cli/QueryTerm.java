package icloudmail.cli;

import icloudmail.model.Condition;
import icloudmail.model.Condition.Contains;
import icloudmail.model.Condition.Field;
import icloudmail.model.Condition.Flagged;
import icloudmail.model.Condition.InText;
import icloudmail.model.Flag;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a word {@code key:value} of a query as the condition that it spells. */
final class QueryTerm {
  static final String KNOWN =
      "'icloud-mail help queries' has the words. A value with blanks is quoted:"
          + " 'subject:\"two words\"'.";

  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([kKmMgG]?)[bB]?");

  private final Clock clock;

  QueryTerm(Clock clock) {
    this.clock = clock;
  }

  Condition condition(QueryWord word) throws MailException {
    String value = word.value();
    return switch (word.key()) {
      case "is" -> flagged(word);
      case "has" -> has(word);
      case "from" -> new Contains(Field.FROM, value);
      case "to" -> new Contains(Field.TO, value);
      case "cc" -> new Contains(Field.CC, value);
      case "subject" -> new Contains(Field.SUBJECT, value);
      case "body" -> new InText(value, false);
      case "text" -> new InText(value, true);
      case "since" -> new Condition.Since(instant(word));
      case "before" -> new Condition.Before(instant(word));
      case "on" -> on(word);
      case "larger" -> new Condition.Larger(octets(word));
      case "smaller" -> new Condition.Smaller(octets(word));
      default -> throw new IllegalStateException("no meaning for " + word);
    };
  }

  private static Flagged flagged(QueryWord word) throws MailException {
    return switch (word.value().toLowerCase(Locale.ROOT)) {
      case "unread" -> new Flagged(Flag.SEEN, false);
      case "read" -> new Flagged(Flag.SEEN, true);
      case "flagged" -> new Flagged(Flag.FLAGGED, true);
      case "answered" -> new Flagged(Flag.ANSWERED, true);
      case "draft" -> new Flagged(Flag.DRAFT, true);
      default ->
          throw word.wrong(
              "'" + word.value() + "' is nothing that a message is",
              "It is unread, read, flagged, answered or draft.");
    };
  }

  private static Condition has(QueryWord word) throws MailException {
    if (!word.value().equalsIgnoreCase("attachment")) {
      throw word.wrong(
          "'" + word.value() + "' is nothing that a query asks for", "It is has:attachment.");
    }
    return new Condition.HasAttachment();
  }

  private static long octets(QueryWord word) throws MailException {
    Matcher size = SIZE.matcher(word.value());
    if (!size.matches()) {
      throw word.wrong(
          "'" + word.value() + "' is not a size",
          "Write octets, or 100k, 5M, 1G (powers of 1000).");
    }
    long unit =
        switch (size.group(2).toLowerCase(Locale.ROOT)) {
          case "k" -> 1000;
          case "m" -> 1_000_000;
          case "g" -> 1_000_000_000;
          default -> 1;
        };
    return Math.min(Long.parseLong(size.group(1)), Long.MAX_VALUE / unit) * unit;
  }

  private Condition on(QueryWord word) throws MailException {
    LocalDate day = instant(word).atZone(clock.getZone()).toLocalDate();
    return new Condition.And(
        List.of(new Condition.Since(start(day)), new Condition.Before(start(day.plusDays(1)))));
  }

  private Instant instant(QueryWord word) throws MailException {
    LocalDate today = LocalDate.now(clock);
    try {
      return switch (word.value().toLowerCase(Locale.ROOT)) {
        case "today" -> start(today);
        case "yesterday" -> start(today.minusDays(1));
        default ->
            DurationConverter.parse(word.value())
                .map(ago -> clock.instant().minus(ago))
                .orElseGet(() -> start(LocalDate.parse(word.value())));
      };
    } catch (DateTimeException e) {
      throw new MailException(
          Kind.USAGE,
          word.pointedAt("'" + word.value() + "' is not a date"),
          "Write 2026-01-31, today, yesterday, or how long ago: 12h, 7d, 2w, 1y.",
          e);
    }
  }

  private Instant start(LocalDate day) {
    return day.atStartOfDay(clock.getZone()).toInstant();
  }
}
