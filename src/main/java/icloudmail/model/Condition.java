package icloudmail.model;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a query asks of a message. It answers for itself on a decoded envelope, since the server's
 * SEARCH is only a prefilter (icloud-facts 3: encoded headers are not searched, FROM matches
 * loosely).
 */
public sealed interface Condition {
  /** Met by every message. */
  static Condition everything() {
    return new And(List.of());
  }

  /**
   * Whether the message with this envelope is meant.
   *
   * @param texts what the server found in the texts, which an envelope does not hold
   */
  boolean matches(Envelope envelope, TextSearch texts);

  /** The conditions that this one is made of; empty for a word. */
  default List<Condition> parts() {
    return List.of();
  }

  /** This condition and all that it is made of. */
  default Stream<Condition> all() {
    return Stream.concat(Stream.of(this), parts().stream().flatMap(Condition::all));
  }

  /** What only the server can tell. */
  @FunctionalInterface
  interface TextSearch {
    /** Nothing was found anywhere. */
    TextSearch NONE = (text, message) -> false;

    boolean finds(InText text, Reference message);
  }

  /** All hold; with none of them, always. */
  record And(List<Condition> parts) implements Condition {
    public And {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean matches(Envelope envelope, TextSearch texts) {
      return parts.stream().allMatch(part -> part.matches(envelope, texts));
    }
  }

  /** One holds at least; with none of them, never. */
  record Or(List<Condition> parts) implements Condition {
    public Or {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean matches(Envelope envelope, TextSearch texts) {
      return parts.stream().anyMatch(part -> part.matches(envelope, texts));
    }
  }

  /** The other does not hold. */
  record Not(Condition other) implements Condition {
    @Override
    public boolean matches(Envelope envelope, TextSearch texts) {
      return !other.matches(envelope, texts);
    }

    @Override
    public List<Condition> parts() {
      return List.of(other);
    }
  }

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
    public boolean matches(Envelope envelope, TextSearch texts) {
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

  /**
   * The text of the message holds {@code text}, as far as the server finds it.
   *
   * @param orHeader whether the header counts too, its decoded fields included
   */
  record InText(String text, boolean orHeader) implements Condition {
    @Override
    public boolean matches(Envelope envelope, TextSearch texts) {
      return texts.finds(this, envelope.reference()) || (orHeader && inHeader(envelope));
    }

    private boolean inHeader(Envelope envelope) {
      return Stream.of(Field.values())
          .anyMatch(field -> new Contains(field, text).matches(envelope, TextSearch.NONE));
    }
  }

  /** The flag is set, or is not. */
  record Flagged(Flag flag, boolean set) implements Condition {
    @Override
    public boolean matches(Envelope envelope, TextSearch texts) {
      return envelope.has(flag) == set;
    }
  }

  /** Arrived at this instant or later (INTERNALDATE). */
  record Since(Instant instant) implements Condition {
    @Override
    public boolean matches(Envelope envelope, TextSearch texts) {
      return envelope.received() != null && !envelope.received().isBefore(instant);
    }
  }

  /** Arrived before this instant (INTERNALDATE). */
  record Before(Instant instant) implements Condition {
    @Override
    public boolean matches(Envelope envelope, TextSearch texts) {
      return envelope.received() != null && envelope.received().isBefore(instant);
    }
  }

  /** Has more octets. */
  record Larger(long octets) implements Condition {
    @Override
    public boolean matches(Envelope envelope, TextSearch texts) {
      return envelope.size() > octets;
    }
  }

  /** Has fewer octets. */
  record Smaller(long octets) implements Condition {
    @Override
    public boolean matches(Envelope envelope, TextSearch texts) {
      return envelope.size() < octets;
    }
  }

  /** Has an attachment; the envelope must know its attachments. */
  record HasAttachment() implements Condition {
    @Override
    public boolean matches(Envelope envelope, TextSearch texts) {
      return envelope.attachments() != null && !envelope.attachments().isEmpty();
    }
  }

  /** Has this Message-ID, angle brackets included. */
  record HasMessageId(String messageId) implements Condition {
    @Override
    public boolean matches(Envelope envelope, TextSearch texts) {
      return messageId.equals(envelope.messageId());
    }
  }

  /** Has one of these UIDs, in whatever folder is looked into. */
  record HasUid(List<UidRange> ranges) implements Condition {
    public HasUid {
      ranges = List.copyOf(ranges);
    }

    @Override
    public boolean matches(Envelope envelope, TextSearch texts) {
      return ranges.stream().anyMatch(range -> range.contains(envelope.reference().uid()));
    }
  }

  /** Is one of these messages. */
  record Named(Set<Reference> references) implements Condition {
    public Named {
      references = Set.copyOf(references);
    }

    @Override
    public boolean matches(Envelope envelope, TextSearch texts) {
      return references.contains(envelope.reference());
    }
  }
}
