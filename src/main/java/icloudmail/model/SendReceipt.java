package icloudmail.model;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a send ended that leaves nothing to be done by the user.
 *
 * @param messageId with its angle brackets
 * @param accepted addresses that the server took
 * @param refused addresses that it did not take, with its replies
 * @param sentCopy what became of the copy in the sent folder
 * @param outboxId what the outbox calls the message where it keeps it, or null
 * @param reason why it is queued, or null
 */
public record SendReceipt(
    Status status,
    String messageId,
    List<String> accepted,
    List<RefusedRecipient> refused,
    SentCopy sentCopy,
    @Nullable String outboxId,
    @Nullable String reason) {
  /** How it ended. */
  public enum Status {
    /** The server has taken it. */
    SENT,
    /** It is in the outbox, to be sent later. */
    QUEUED,
    /** Its key was sent before. */
    ALREADY_SENT;

    /** As JSON and people call it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public SendReceipt {
    accepted = List.copyOf(accepted);
    refused = List.copyOf(refused);
  }

  /** The same receipt with the copy's fate. */
  public SendReceipt with(SentCopy copy) {
    return new SendReceipt(status, messageId, accepted, refused, copy, outboxId, reason);
  }
}
