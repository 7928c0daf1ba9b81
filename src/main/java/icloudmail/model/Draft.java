package icloudmail.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as its writer means it. Addresses are address lists of RFC 5322 as they were typed;
 * they are read, and refused, when the message is composed.
 *
 * @param from the address for From, or null for the account's default
 * @param subject null for none
 */
public record Draft(
    @Nullable String from,
    List<String> to,
    List<String> cc,
    List<String> bcc,
    @Nullable String subject,
    String text,
    List<AttachmentFile> attachments) {
  public Draft {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
    attachments = List.copyOf(attachments);
  }
}
