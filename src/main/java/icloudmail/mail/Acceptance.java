package icloudmail.mail;

import icloudmail.model.RefusedRecipient;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

  /** The addresses that may be served later (4yz). */
  public List<String> deferred() {
    return refused.stream()
        .filter(RefusedRecipient::temporary)
        .map(RefusedRecipient::address)
        .toList();
  }

  /** The refusals in one line, or null where there is none. */
  public @Nullable String refusals() {
    return refused.isEmpty()
        ? null
        : refused.stream()
            .map(each -> "not sent to " + each.address() + ": " + each.reply())
            .collect(Collectors.joining("; "));
  }
}
