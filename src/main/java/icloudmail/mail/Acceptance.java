package icloudmail.mail;

import icloudmail.model.RefusedRecipient;
import java.util.List;

/**
 * What the server said of a message's recipients.
 *
 * @param accepted addr-specs
 * @param refused with the server's replies
 */
public record Acceptance(List<String> accepted, List<RefusedRecipient> refused) {
  public Acceptance {
    accepted = List.copyOf(accepted);
    refused = List.copyOf(refused);
  }
}
