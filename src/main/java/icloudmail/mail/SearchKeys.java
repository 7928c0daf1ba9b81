package icloudmail.mail;

import icloudmail.model.Condition;
import icloudmail.model.Flag;
import icloudmail.model.Query;
import icloudmail.model.UidRange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.iap.Argument;

/**
 * A query as the keys of UID SEARCH: never narrower than the query, since the answer is only a
 * prefilter. iCloud's parser is strict (icloud-facts 3): no quoted field names, no double blanks,
 * and CHARSET only where a word needs it.
 */
final class SearchKeys {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d-MMM-uuuu", Locale.US);

  /** What every encoded word holds; iCloud looks for text in the raw field (icloud-facts 3). */
  private static final String ENCODED_WORD = "=?";

  private SearchKeys() {}

  static Argument of(Query query) {
    Argument keys = new Argument();
    if (needsCharset(query.conditions())) {
      keys.writeAtom("CHARSET");
      keys.writeAtom("UTF-8");
    }
    if (query.isWholeFolder()) {
      keys.writeAtom("ALL");
    }
    if (query.namesMessages()) {
      keys.writeAtom("UID");
      keys.writeAtom(set(query.uids()));
    }
    query.conditions().forEach(condition -> write(condition, keys));
    return keys;
  }

  /** A sequence set: {@code 4,7:9}. */
  static String set(List<UidRange> uids) {
    return uids.stream().map(UidRange::toString).collect(Collectors.joining(","));
  }

  private static void write(Condition condition, Argument keys) {
    if (condition instanceof Condition.Contains contains) {
      keys.writeAtom("OR");
      keys.writeAtom(contains.field().name());
      keys.writeString(contains.text(), StandardCharsets.UTF_8);
      keys.writeAtom(contains.field().name());
      keys.writeString(ENCODED_WORD);
    } else if (condition instanceof Condition.Flagged flagged) {
      keys.writeAtom((flagged.set() ? "" : "UN") + key(flagged.flag()));
    } else if (condition instanceof Condition.Since since) {
      keys.writeAtom("SINCE");
      keys.writeAtom(day(since.instant().minus(Duration.ofDays(1))));
    } else if (condition instanceof Condition.Before before) {
      keys.writeAtom("BEFORE");
      keys.writeAtom(day(before.instant().plus(Duration.ofDays(2))));
    } else if (condition instanceof Condition.HasMessageId id) {
      keys.writeAtom("HEADER");
      keys.writeAtom("Message-ID");
      keys.writeString(id.messageId());
    } else {
      throw new IllegalStateException("no search key for " + condition);
    }
  }

  private static String key(Flag flag) {
    return flag.name();
  }

  /**
   * A day of the server's calendar, whose zone is not known: a day of slack on each side, mended by
   * the check of INTERNALDATE here.
   */
  private static String day(Instant instant) {
    return DAY.format(instant.atOffset(ZoneOffset.UTC));
  }

  private static boolean needsCharset(List<Condition> conditions) {
    return conditions.stream()
        .anyMatch(
            condition ->
                condition instanceof Condition.Contains contains
                    && !StandardCharsets.US_ASCII.newEncoder().canEncode(contains.text()));
  }
}
