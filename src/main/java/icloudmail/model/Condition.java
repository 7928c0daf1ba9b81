package icloudmail.model;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One word of a query. It answers for itself on a decoded envelope, since the server's SEARCH is
 * only a prefilter (icloud-facts 3: encoded headers are not searched, FROM matches loosely).
 */
public sealed interface Condition {
  /** Whether the message with this envelope is meant. */
  boolean matches(Envelope envelope);

  /** The header fields that a word can look into. */
  enum Field {
    FROM,
    TO,
    CC,
    SUBJECT
  }

  /** The decoded field holds the text; case does not count. */
  record Contains(Field field, String text) implements Condition {
    @Override
    public boolean matches(Envelope envelope) {
      return switch (field) {
        case FROM -> holds(envelope.from());
        case TO -> holds(envelope.to());
        case CC -> holds(envelope.cc());
        case SUBJECT -> holds(envelope.subject() == null ? "" : envelope.subject());
      };
    }

    private boolean holds(List<Address> addresses) {
      return addresses.stream().anyMatch(address -> holds(address.toString()));
    }

    private boolean holds(String value) {
      return value.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }
  }

  /** The flag is set, or is not. */
  record Flagged(Flag flag, boolean set) implements Condition {
    @Override
    public boolean matches(Envelope envelope) {
      return envelope.has(flag) == set;
    }
  }

  /** Arrived at this instant or later (INTERNALDATE). */
  record Since(Instant instant) implements Condition {
    @Override
    public boolean matches(Envelope envelope) {
      return envelope.received() != null && !envelope.received().isBefore(instant);
    }
  }

  /** Arrived before this instant (INTERNALDATE). */
  record Before(Instant instant) implements Condition {
    @Override
    public boolean matches(Envelope envelope) {
      return envelope.received() != null && envelope.received().isBefore(instant);
    }
  }

  /** Has this Message-ID, angle brackets included. */
  record HasMessageId(String messageId) implements Condition {
    @Override
    public boolean matches(Envelope envelope) {
      return messageId.equals(envelope.messageId());
    }
  }
}
