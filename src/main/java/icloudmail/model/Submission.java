package icloudmail.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a message that is to be handed to the submission server: its envelope (RFC 5321
 * section 2.3.1) and what is told of it afterwards.
 *
 * @param messageId with its angle brackets
 * @param madeId whether that was made for this message, so that no other has it
 * @param from the envelope sender, an addr-spec
 * @param recipients the envelope recipients, addr-specs, each once
 * @param subject decoded, or null
 * @param original the message that it answers or forwards, or null
 */
public record Submission(
    String messageId,
    boolean madeId,
    String from,
    List<String> recipients,
    @Nullable String subject,
    @Nullable Original original) {
  public Submission {
    recipients = List.copyOf(recipients);
  }

  /** The same message for some of its recipients. */
  public Submission to(List<String> some) {
    return new Submission(messageId, madeId, from, some, subject, original);
  }
}
