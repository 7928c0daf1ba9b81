package icloudmail.model;

import java.util.List;

/**
 * How a send ended that the server took.
 *
 * @param messageId with its angle brackets
 * @param accepted addresses that the server took
 * @param refused addresses that it did not take, with its replies
 * @param sentCopy what became of the copy in the sent folder
 */
public record SendReceipt(
    String messageId, List<String> accepted, List<RefusedRecipient> refused, SentCopy sentCopy) {
  public SendReceipt {
    accepted = List.copyOf(accepted);
    refused = List.copyOf(refused);
  }

  /** The same receipt with the copy's fate. */
  public SendReceipt with(SentCopy copy) {
    return new SendReceipt(messageId, accepted, refused, copy);
  }
}
