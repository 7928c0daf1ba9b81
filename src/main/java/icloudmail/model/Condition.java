package icloudmail.model;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  private static boolean holds(@Nullable String value, String text) {
    return value != null && value.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
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

  /**
   * The decoded field holds the text; case does not count. In FROM, text of ASCII alone is whole
   * words, since iCloud's servers look for nothing less (icloud-facts 3).
   */
  record Contains(Field field, String text) implements Condition {
    private static final int FIRST_FOREIGN = 0x80;

    @Override
    public boolean matches(Envelope envelope, TextSearch texts) {
      return switch (field) {
        case FROM -> envelope.from().stream().anyMatch(this::holdsWords);
        case TO -> holds(envelope.to());
        case CC -> holds(envelope.cc());
        case SUBJECT -> Condition.holds(envelope.subject(), text);
      };
    }

    private boolean holds(List<Address> addresses) {
      return addresses.stream().anyMatch(address -> Condition.holds(address.toString(), text));
    }

    private boolean holdsWords(Address address) {
      String value = address.toString().toLowerCase(Locale.ROOT);
      String sought = text.toLowerCase(Locale.ROOT);
      if (!sought.chars().allMatch(c -> c < FIRST_FOREIGN)) {
        return value.contains(sought);
      }
      for (int at = value.indexOf(sought); at >= 0; at = value.indexOf(sought, at + 1)) {
        if (isEdge(value, at) && isEdge(value, at + sought.length())) {
          return true;
        }
      }
      return false;
    }

    /** Whether no word of ASCII goes on here. */
    private static boolean isEdge(String value, int at) {
      return at == 0
          || at == value.length()
          || !isOfWord(value.charAt(at - 1))
          || !isOfWord(value.charAt(at));
    }

    private static boolean isOfWord(char c) {
      return c < FIRST_FOREIGN && Character.isLetterOrDigit(c);
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
      return Condition.holds(envelope.subject(), text)
          || Stream.of(envelope.from(), envelope.to(), envelope.cc())
              .flatMap(List::stream)
              .anyMatch(address -> Condition.holds(address.toString(), text));
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
      return holds(envelope.reference());
    }

    /** Whether it is one of them. */
    public boolean holds(Reference message) {
      return ranges.stream().anyMatch(range -> range.contains(message.uid()));
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
