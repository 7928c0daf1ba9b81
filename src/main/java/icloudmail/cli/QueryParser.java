package icloudmail.cli;

import icloudmail.model.Condition;
import icloudmail.model.Condition.Contains;
import icloudmail.model.Condition.Field;
import icloudmail.model.Condition.Flagged;
import icloudmail.model.Flag;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Query;
import icloudmail.model.Reference;
import icloudmail.model.UidRange;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the query language: words that all must hold, and messages named by UID or reference. */
final class QueryParser {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,10})(?::(\\d{1,10}|\\*))?");
  private static final String KNOWN =
      "Words: from: to: cc: subject: in: is:unread|read|flagged|answered|draft since: before:, a UID,"
          + " a range UID:UID, a reference, a <message-id>.";

  private final Clock clock;
  private final List<Condition> conditions = new ArrayList<>();
  private final List<UidRange> uids = new ArrayList<>();
  private @Nullable String folder;
  private OptionalLong uidValidity = OptionalLong.empty();

  private QueryParser(Clock clock) {
    this.clock = clock;
  }

  /**
   * The query that {@code arguments} spell; {@code otherwise} where there are none.
   *
   * @param clock what {@code 7d} ago and {@code today} are reckoned from, in its zone
   * @throws MailException of kind USAGE, with a caret under the word that is wrong
   */
  static Query parse(List<String> arguments, Query otherwise, Clock clock) throws MailException {
    QueryParser parser = new QueryParser(clock);
    List<QueryWord> words = new ArrayList<>();
    for (String argument : arguments) {
      words.addAll(words(argument));
    }
    for (QueryWord word : words) {
      parser.read(word);
    }
    return words.isEmpty() ? otherwise : parser.query();
  }

  /** The words of an argument; a reference is one, though its folder's name may hold blanks. */
  private static List<QueryWord> words(String argument) throws MailException {
    List<QueryWord> words = QueryWord.split(argument);
    boolean reference = Reference.parse(argument).isPresent() && !argument.contains("\"");
    return reference && words.size() > 1 && !means(words.get(0))
        ? List.of(new QueryWord(argument, 0, argument.length(), argument))
        : words;
  }

  private static boolean means(QueryWord word) {
    return word.keyIsKnown()
        || word.isMessageId()
        || RANGE.matcher(word.text()).matches()
        || Reference.parse(word.text()).isPresent();
  }

  private Query query() {
    return new Query(folder == null ? Query.INBOX : folder, uidValidity, uids, conditions);
  }

  private void read(QueryWord word) throws MailException {
    Matcher range = RANGE.matcher(word.text());
    Optional<Reference> reference = Reference.parse(word.text());
    if (word.isMessageId()) {
      conditions.add(new Condition.HasMessageId(word.text()));
    } else if (range.matches()) {
      uids.add(uids(range, word));
    } else if (word.keyIsKnown()) {
      readKey(word);
    } else if (reference.isPresent()) {
      read(reference.get(), word);
    } else {
      throw word.wrong("this word of the query is not known", KNOWN);
    }
  }

  private void readKey(QueryWord word) throws MailException {
    if (word.value().isEmpty()) {
      throw word.wrong("this word of the query lacks its value", KNOWN);
    }
    switch (word.key()) {
      case "in" -> folder(word.value(), word);
      case "is" -> conditions.add(flagged(word));
      case "from" -> conditions.add(new Contains(Field.FROM, word.value()));
      case "to" -> conditions.add(new Contains(Field.TO, word.value()));
      case "cc" -> conditions.add(new Contains(Field.CC, word.value()));
      case "subject" -> conditions.add(new Contains(Field.SUBJECT, word.value()));
      case "since" -> conditions.add(new Condition.Since(instant(word)));
      case "before" -> conditions.add(new Condition.Before(instant(word)));
      default -> throw new IllegalStateException("no meaning for " + word);
    }
  }

  private void read(Reference reference, QueryWord word) throws MailException {
    folder(reference.folder(), word);
    if (uidValidity.isPresent() && uidValidity.getAsLong() != reference.uidValidity()) {
      throw word.wrong("this reference has another UIDVALIDITY than the one before", null);
    }
    uidValidity = OptionalLong.of(reference.uidValidity());
    uids.add(uid(reference.uid(), reference.uid(), word));
  }

  private void folder(String name, QueryWord word) throws MailException {
    String canonical = name.equalsIgnoreCase(Query.INBOX) ? Query.INBOX : name;
    if (folder != null && !folder.equals(canonical)) {
      throw word.wrong("one query reads one folder, and " + folder + " stands before", null);
    }
    folder = canonical;
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

  private static UidRange uids(Matcher range, QueryWord word) throws MailException {
    long first = Long.parseLong(range.group(1));
    String end = range.group(2);
    long last = end == null ? first : end.equals("*") ? UidRange.MAX_UID : Long.parseLong(end);
    return uid(first, last, word);
  }

  private static UidRange uid(long first, long last, QueryWord word) throws MailException {
    if (first < 1 || last < first || last > UidRange.MAX_UID) {
      throw word.wrong("UIDs go from 1 to " + UidRange.MAX_UID + ", the smaller first", null);
    }
    return new UidRange(first, last);
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
