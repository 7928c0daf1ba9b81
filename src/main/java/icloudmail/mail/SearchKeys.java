package icloudmail.mail;

import icloudmail.model.Condition;
import icloudmail.model.Condition.And;
import icloudmail.model.Condition.Contains;
import icloudmail.model.Condition.Field;
import icloudmail.model.Condition.Flagged;
import icloudmail.model.Condition.HasUid;
import icloudmail.model.Condition.InText;
import icloudmail.model.Condition.Named;
import icloudmail.model.Condition.Not;
import icloudmail.model.Condition.Or;
import icloudmail.model.Flag;
import icloudmail.model.Reference;
import icloudmail.model.UidRange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.iap.Argument;

/**
 * A condition as the keys of UID SEARCH: never narrower than the condition, since the answer is
 * only a prefilter. iCloud's parser is strict (icloud-facts 3): no quoted field names, no double
 * blanks, and CHARSET only where a word needs it.
 */
final class SearchKeys {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d-MMM-uuuu", Locale.US);
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Instant EARLIEST = Instant.parse("1970-01-03T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  /** What encoded words hold; iCloud looks for text in the raw field (icloud-facts 3). */
  private static final List<String> ENCODED_WORD = List.of("=?");

  /**
   * The same where iCloud looks for whole words (icloud-facts 3: FROM): the name of the encoding
   * stands between marks (RFC 2047 section 2).
   */
  private static final List<String> ENCODED_TOKENS = List.of("?B?", "?Q?");

  /** A number of IMAP has 32 bits (RFC 3501 section 9). */
  private static final long MOST_OCTETS = 0xFFFF_FFFFL;

  /** More ranges make a command that servers refuse for its length. */
  private static final int MOST_RANGES = 500;

  private final String folder;
  private boolean charset;

  private SearchKeys(String folder) {
    this.folder = folder;
  }

  /**
   * A finished search.
   *
   * @param isNothing whether it needs no server to know that there is nothing
   * @param isExact whether what it finds needs no check
   */
  record Search(boolean isNothing, boolean isExact, Argument argument) {}

  /** The search for what meets {@code condition} in {@code folder}. */
  static Search of(Condition condition, String folder) {
    SearchKeys keys = new SearchKeys(folder);
    Keys found = keys.keys(condition, false);
    Argument argument = new Argument();
    if (keys.charset) {
      argument.writeAtom("CHARSET");
      argument.writeAtom("UTF-8");
    }
    if (found.everything()) {
      argument.writeAtom("ALL");
    }
    found.all().forEach(argument::append);
    return new Search(found.nothing(), found.exact(), argument);
  }

  static Argument uids(List<UidRange> uids) {
    return atoms("UID", set(uids));
  }

  /** A sequence set: {@code 4,7:9}. */
  static String set(List<UidRange> uids) {
    return uids.stream().map(UidRange::toString).collect(Collectors.joining(","));
  }

  private Keys keys(Condition condition, boolean not) {
    if (condition instanceof Not negated) {
      return keys(negated.other(), !not);
    }
    if (condition instanceof And || condition instanceof Or) {
      List<Keys> parts = condition.parts().stream().map(part -> keys(part, not)).toList();
      return (condition instanceof And) != not ? Keys.all(parts) : Keys.any(parts);
    }
    return not ? negated(condition) : word(condition);
  }

  private Keys word(Condition condition) {
    if (condition instanceof Contains contains) {
      return contains(contains.field(), contains.text());
    }
    if (condition instanceof InText text) {
      return inText(text);
    }
    if (condition instanceof Flagged flagged) {
      return Keys.exactly(flag(flagged));
    }
    if (condition instanceof Condition.Since since) {
      return Keys.atLeast(atoms("SINCE", day(since.instant().minus(Duration.ofDays(1)))));
    }
    if (condition instanceof Condition.Before before) {
      return Keys.atLeast(atoms("BEFORE", day(before.instant().plus(Duration.ofDays(2)))));
    }
    if (condition instanceof Condition.Larger larger) {
      return larger.octets() > MOST_OCTETS
          ? Keys.NOTHING
          : Keys.exactly(atoms("LARGER", Long.toString(larger.octets())));
    }
    if (condition instanceof Condition.Smaller smaller) {
      return smaller.octets() > MOST_OCTETS
          ? Keys.UNTOLD
          : Keys.exactly(atoms("SMALLER", Long.toString(smaller.octets())));
    }
    if (condition instanceof Condition.HasMessageId id) {
      return Keys.atLeast(atoms("HEADER", "Message-ID").writeString(id.messageId()));
    }
    if (condition instanceof HasUid uid) {
      return uidKeys(uid.ranges());
    }
    if (condition instanceof Named named) {
      return uidKeys(UidRange.of(uidsHere(named)));
    }
    return Keys.UNTOLD;
  }

  private static Argument flag(Flagged flagged) {
    String sign = flagged.set() ? "" : "UN";
    return flagged.flag() == Flag.FORWARDED
        ? atoms(sign + "KEYWORD", Flag.FORWARDED.keyword())
        : atoms(sign + flagged.flag().name());
  }

  /** What is negated may be left out, but never widened: only what the server can tell exactly. */
  private Keys negated(Condition condition) {
    if (condition instanceof Flagged flagged) {
      return word(new Flagged(flagged.flag(), !flagged.set()));
    }
    if (condition instanceof Condition.Since since) {
      return word(new Condition.Before(since.instant()));
    }
    if (condition instanceof Condition.Before before) {
      return word(new Condition.Since(before.instant()));
    }
    return Keys.UNTOLD;
  }

  /**
   * Encoded headers, which iCloud does not decode, are candidates too. What holds no word of ASCII
   * is left to the check here: a search for whole words of the raw field cannot be trusted with it.
   */
  private Keys contains(Field field, String text) {
    boolean tokens = field == Field.FROM;
    if (tokens && !(isAscii(text) && hasWord(text))) {
      return Keys.UNTOLD;
    }
    List<Keys> words = new ArrayList<>();
    for (String word : BLANKS.split(text.strip(), -1)) {
      // one by one, since the raw field may be folded between them
      if (!tokens || hasWord(word)) {
        words.add(word(field, word));
      }
    }
    return Keys.all(words);
  }

  private Keys word(Field field, String word) {
    List<Keys> either = new ArrayList<>();
    either.add(Keys.atLeast(string(atoms(field.name()), word)));
    for (String sign : field == Field.FROM ? ENCODED_TOKENS : ENCODED_WORD) {
      either.add(Keys.atLeast(atoms(field.name()).writeString(sign)));
    }
    return Keys.any(either);
  }

  private Keys inText(InText text) {
    Keys body = Keys.atLeast(string(atoms(text.orHeader() ? "TEXT" : "BODY"), text.text()));
    if (!text.orHeader()) {
      return body;
    }
    // the longest word will do, and needs no parentheses, which parsers like less
    String word = "";
    for (String each : BLANKS.split(text.text().strip(), -1)) {
      word = each.length() > word.length() ? each : word;
    }
    List<Keys> either = new ArrayList<>(List.of(body));
    for (Field field : Field.values()) {
      either.add(word(field, word));
    }
    return Keys.any(either);
  }

  private static boolean hasWord(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  private static Keys uidKeys(List<UidRange> ranges) {
    if (ranges.isEmpty()) {
      return Keys.NOTHING;
    }
    return ranges.size() > MOST_RANGES
        ? Keys.atLeast(uids(List.of(around(ranges))))
        : Keys.exactly(uids(ranges));
  }

  /** They come in any order, as they were typed. */
  private static UidRange around(List<UidRange> ranges) {
    return new UidRange(
        ranges.stream().mapToLong(UidRange::first).min().orElse(1),
        ranges.stream().mapToLong(UidRange::last).max().orElse(UidRange.MAX_UID));
  }

  private List<Long> uidsHere(Named named) {
    return named.references().stream()
        .filter(reference -> reference.folder().equals(folder))
        .map(Reference::uid)
        .toList();
  }

  private Argument string(Argument key, String text) {
    charset |= !isAscii(text);
    return key.writeString(text, StandardCharsets.UTF_8);
  }

  private static Argument atoms(String... atoms) {
    Argument argument = new Argument();
    for (String atom : atoms) {
      argument.writeAtom(atom);
    }
    return argument;
  }

  private static boolean isAscii(String text) {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
  }

  /**
   * A day of the server's calendar, whose zone is not known: a day of slack on each side, mended by
   * the check of INTERNALDATE here.
   */
  private static String day(Instant instant) {
    Instant sane =
        instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant;
    return DAY.format(sane.atOffset(ZoneOffset.UTC));
  }
}
