package icloudmail.testkit.icloud;

import icloudmail.testkit.icloud.Word.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the keys of SEARCH; they see raw octets, never decoded words (icloud-facts 3). */
final class SearchKeys {
  /** Reads what follows the name of a key. */
  private interface Key {
    Predicate<StoredMessage> read(Words words) throws Refused;
  }

  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("d-MMM-uuuu")
          .toFormatter(Locale.ENGLISH);
  private static final Pattern SENT = Pattern.compile("(\\d{1,2})\\s+(\\p{Alpha}{3})\\s+(\\d{4})");
  private static final List<String> FLAGS =
      List.of("Answered", "Deleted", "Draft", "Flagged", "Seen");

  private final Selection selection;
  private final Map<String, Key> keys = new HashMap<>();

  SearchKeys(Selection selection) {
    this.selection = selection;
    keys.put("ALL", words -> message -> true);
    keys.put("OLD", words -> message -> true);
    keys.put("NEW", words -> message -> false);
    keys.put("RECENT", words -> message -> false);
    for (String flag : FLAGS) {
      String upper = flag.toUpperCase(Locale.ROOT);
      keys.put(upper, words -> message -> message.has("\\" + flag));
      keys.put("UN" + upper, words -> message -> !message.has("\\" + flag));
    }
    keys.put("KEYWORD", words -> keyword(words.atom()));
    keys.put("UNKEYWORD", words -> keyword(words.atom()).negate());
    keys.put("UID", words -> set(words.atom(), true));
    keys.put("NOT", words -> one(words).negate());
    keys.put("OR", words -> one(words).or(one(words)));
    keys.put("FROM", words -> from(words.string()));
    for (String name : List.of("To", "Cc", "Bcc", "Subject")) {
      keys.put(name.toUpperCase(Locale.ROOT), words -> HeaderKeys.within(name, words.string()));
    }
    keys.put("BODY", words -> text(StoredMessage::body, words.string()));
    keys.put("TEXT", words -> text(StoredMessage::octets, words.string()));
    keys.put("HEADER", words -> HeaderKeys.read(words));
    keys.put("LARGER", words -> size(words, (size, limit) -> size > limit));
    keys.put("SMALLER", words -> size(words, (size, limit) -> size < limit));
    keys.put("YOUNGER", words -> younger(words.atom()));
    dates("", SearchKeys::received);
    dates("SENT", SearchKeys::sent);
  }

  /** All keys that follow; a message has to meet each of them. */
  Predicate<StoredMessage> all(Words words) throws Refused {
    Predicate<StoredMessage> all = one(words);
    while (words.hasNext()) {
      all = all.and(one(words));
    }
    return all;
  }

  private Predicate<StoredMessage> one(Words words) throws Refused {
    if (words.nextIs(Kind.LIST)) {
      return all(new Words(words.list()));
    }
    String word = words.keyword();
    if (NumberSet.looksLike(word)) {
      return set(word, false);
    }
    Key key = keys.get(word);
    if (key == null) {
      throw Refused.parseError();
    }
    return key.read(words);
  }

  private Predicate<StoredMessage> set(String text, boolean byUid) throws Refused {
    NumberSet set = NumberSet.parse(text);
    return message -> selection.has(set, message, byUid);
  }

  private static Predicate<StoredMessage> keyword(String flag) {
    return message -> message.has(flag);
  }

  /** Each token of the term has to be a whole token of the field; without tokens, nothing is. */
  private static Predicate<StoredMessage> from(String term) {
    List<String> wanted = HeaderKeys.tokens(term);
    return message ->
        !wanted.isEmpty()
            && HeaderKeys.tokens(message.field("From").orElse("")).containsAll(wanted);
  }

  private static Predicate<StoredMessage> text(Function<StoredMessage, String> part, String term) {
    return message -> HeaderKeys.contains(part.apply(message), term);
  }

  /** By the server's clock; RFC 5032, which the capability WITHIN stands for. */
  private static Predicate<StoredMessage> younger(String seconds) throws Refused {
    try {
      Duration most = Duration.ofSeconds(Integer.parseUnsignedInt(seconds));
      return message -> Duration.between(message.received(), Instant.now()).compareTo(most) <= 0;
    } catch (NumberFormatException e) {
      throw Refused.parseError();
    }
  }

  private static Predicate<StoredMessage> size(Words words, BiPredicate<Long, Long> compare)
      throws Refused {
    try {
      // 32 bits without a sign (RFC 3501 section 9)
      long limit = Integer.parseUnsignedInt(words.atom()) & 0xFFFF_FFFFL;
      return message -> compare.test((long) message.octets().length(), limit);
    } catch (NumberFormatException e) {
      throw Refused.parseError();
    }
  }

  private void dates(String prefix, Function<StoredMessage, LocalDate> date) {
    Map<String, BiPredicate<LocalDate, LocalDate>> comparisons =
        Map.of(
            "BEFORE", LocalDate::isBefore,
            "ON", LocalDate::equals,
            "SINCE", (of, limit) -> !of.isBefore(limit));
    comparisons.forEach(
        (name, compare) ->
            keys.put(
                prefix + name,
                words -> {
                  LocalDate limit = date(words.string());
                  return message -> compare.test(date.apply(message), limit);
                }));
  }

  private static LocalDate date(String text) throws Refused {
    try {
      return LocalDate.parse(text, DATE);
    } catch (DateTimeParseException e) {
      throw Refused.parseError();
    }
  }

  private static LocalDate received(StoredMessage message) {
    return message.received().atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /** As its Date field says, whatever its time and zone; without one, as received. */
  private static LocalDate sent(StoredMessage message) {
    Matcher date = SENT.matcher(message.field("Date").orElse(""));
    try {
      return date.find()
          ? date(date.group(1) + "-" + date.group(2) + "-" + date.group(3))
          : received(message);
    } catch (Refused e) {
      return received(message);
    }
  }
}
