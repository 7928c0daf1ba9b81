package icloudmail.model;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message as its writer means it. Addresses are address lists of RFC 5322 as they were typed;
 * they are read, and refused, when the message is composed.
 *
 * @param from the address for From, or null for the account's default
 * @param replyTo where answers are to go, if not to From
 * @param subject null for none
 * @param inline files that the HTML shows as {@code cid:NAME}
 * @param headers further header fields
 * @param inReplyTo the message-id that it answers, with its angle brackets, or null
 * @param references message-ids with their angle brackets, oldest first
 * @param original what is marked once this is sent, or null
 * @param response how it answers a message that is still to be fetched, or null
 */
public record Draft(
    @Nullable String from,
    List<String> to,
    List<String> cc,
    List<String> bcc,
    List<String> replyTo,
    @Nullable String subject,
    DraftText text,
    List<AttachmentFile> attachments,
    List<AttachmentFile> inline,
    List<Header> headers,
    @Nullable String inReplyTo,
    List<String> references,
    @Nullable Original original,
    @Nullable Response response)
    implements Outgoing {
  public Draft {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
    replyTo = List.copyOf(replyTo);
    attachments = List.copyOf(attachments);
    inline = List.copyOf(inline);
    headers = List.copyOf(headers);
    references = List.copyOf(references);
  }

  /** A new message of plain text; what else it has is added by the {@code with} methods. */
  public static Draft of(List<String> to, @Nullable String subject, String text) {
    return new Draft(
        null,
        to,
        List.of(),
        List.of(),
        List.of(),
        subject,
        DraftText.plain(text),
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        null);
  }

  /** All files that go along. */
  public List<AttachmentFile> files() {
    return Stream.concat(attachments.stream(), inline.stream()).toList();
  }

  /** The same message with another text. */
  public Draft with(DraftText other) {
    return new Draft(
        from,
        to,
        cc,
        bcc,
        replyTo,
        subject,
        other,
        attachments,
        inline,
        headers,
        inReplyTo,
        references,
        original,
        response);
  }
}
