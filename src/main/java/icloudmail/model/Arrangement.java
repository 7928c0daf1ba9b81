package icloudmail.model;

import java.util.Comparator;
import java.util.Locale;

/**
 * How a list is arranged. Sorting is done here: iCloud's SORT does nothing (icloud-facts 3).
 *
 * @param sort by what
 * @param reverse whether the last comes first
 * @param threads whether answers stand below what they answer
 */
public record Arrangement(Sort sort, boolean reverse, boolean threads) {
  /** By what a list is sorted. */
  public enum Sort {
    /** Arrival, the newest first. */
    DATE,
    /** The sender as it is shown. */
    FROM,
    /** The subject, without its {@code Re:}. */
    SUBJECT,
    /** Octets, the largest first. */
    SIZE;

    private static final Comparator<Envelope> NEWEST =
        Comparator.comparingLong(Sort::arrival)
            .thenComparingLong(envelope -> envelope.reference().uid())
            .reversed()
            .thenComparing(envelope -> envelope.reference().folder());

    /** What stands first, comes first; ties by arrival. */
    public Comparator<Envelope> order() {
      return switch (this) {
        case DATE -> NEWEST;
        case FROM -> Comparator.comparing(Sort::sender).thenComparing(NEWEST);
        case SUBJECT -> Comparator.comparing(Sort::subject).thenComparing(NEWEST);
        case SIZE -> Comparator.comparingLong(Envelope::size).reversed().thenComparing(NEWEST);
      };
    }

    private static long arrival(Envelope envelope) {
      return envelope.received() == null ? Long.MIN_VALUE : envelope.received().toEpochMilli();
    }

    private static String sender(Envelope envelope) {
      return envelope.from().isEmpty()
          ? ""
          : envelope.from().get(0).display().toLowerCase(Locale.ROOT);
    }

    private static String subject(Envelope envelope) {
      String subject = envelope.subject() == null ? "" : envelope.subject().strip();
      return subject
          .replaceFirst("(?i)^((re|fwd?|aw|wg|tr|sv)\\s*:\\s*)+", "")
          .toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The newest first. */
  public static Arrangement newestFirst() {
    return new Arrangement(Sort.DATE, false, false);
  }
}
