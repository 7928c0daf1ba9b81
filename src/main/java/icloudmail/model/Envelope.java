package icloudmail.model;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows of a message, read from its header fields and never from IMAP's ENVELOPE, which
 * iCloud breaks or hides. A header that cannot be read leaves its component null or empty.
 *
 * @param reference names the message
 * @param messageId Message-ID with its angle brackets, or null
 * @param date the Date field, or null
 * @param received arrival time (INTERNALDATE), or null
 * @param subject decoded; null where there is no such field
 * @param flags as the server spells them, for example {@code \Seen}
 * @param size RFC822.SIZE in octets
 * @param inReplyTo message-ids with their angle brackets
 * @param references message-ids with their angle brackets, oldest first
 * @param deliveredTo the Delivered-To or X-Original-To address, or null
 * @param attachments what its structure tells of them; null where nobody asked
 * @param snippet how its text begins; null where nobody asked
 * @param depth how deep it is an answer within its thread, 0 for the first; null where nobody asked
 */
public record Envelope(
    Reference reference,
    @Nullable String messageId,
    @Nullable OffsetDateTime date,
    @Nullable Instant received,
    List<Address> from,
    List<Address> to,
    List<Address> cc,
    List<Address> replyTo,
    @Nullable String subject,
    List<String> flags,
    long size,
    List<String> inReplyTo,
    List<String> references,
    @Nullable String deliveredTo,
    @Nullable List<Attachment> attachments,
    @Nullable String snippet,
    @Nullable Integer depth) {
  public Envelope {
    from = List.copyOf(from);
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    replyTo = List.copyOf(replyTo);
    flags = List.copyOf(flags);
    inReplyTo = List.copyOf(inReplyTo);
    references = List.copyOf(references);
    attachments = attachments == null ? null : List.copyOf(attachments);
  }

  /** Whether the message carries {@code flag}; case does not count (RFC 3501). */
  public boolean has(Flag flag) {
    return flags.stream().anyMatch(flag.keyword()::equalsIgnoreCase);
  }

  /** Whether \Seen is missing. */
  public boolean unread() {
    return !has(Flag.SEEN);
  }

  /** The same, knowing its attachments. */
  public Envelope withAttachments(List<Attachment> value) {
    return knowing(value, snippet, depth);
  }

  /** The same, knowing its snippet. */
  public Envelope withSnippet(String value) {
    return knowing(attachments, value, depth);
  }

  /** The same, knowing its depth. */
  public Envelope withDepth(int value) {
    return knowing(attachments, snippet, value);
  }

  /** The same with other addresses in its header. */
  public Envelope withAddresses(
      List<Address> from, List<Address> to, List<Address> cc, List<Address> replyTo) {
    return new Envelope(
        reference,
        messageId,
        date,
        received,
        from,
        to,
        cc,
        replyTo,
        subject,
        flags,
        size,
        inReplyTo,
        references,
        deliveredTo,
        attachments,
        snippet,
        depth);
  }

  private Envelope knowing(
      @Nullable List<Attachment> attachments, @Nullable String snippet, @Nullable Integer depth) {
    return new Envelope(
        reference,
        messageId,
        date,
        received,
        from,
        to,
        cc,
        replyTo,
        subject,
        flags,
        size,
        inReplyTo,
        references,
        deliveredTo,
        attachments,
        snippet,
        depth);
  }
}
