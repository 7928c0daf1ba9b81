package icloudmail.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of RFC 5322 that the user has made, to be sent with its body unaltered.
 *
 * @param recipients address lists for the envelope, as they were typed
 * @param readRecipients whether the recipients that the header names are added to those; they are
 *     taken in any case where {@code recipients} is empty
 * @param from the envelope sender as it was typed, or null for the header's
 * @param local how mail of a program of this machine is made fit, or null to take every address as
 *     it is
 */
public record PreparedMessage(
    InputSource source,
    List<String> recipients,
    boolean readRecipients,
    @Nullable String from,
    @Nullable LocalMail local)
    implements Outgoing {
  public PreparedMessage {
    recipients = List.copyOf(recipients);
  }

  /** The same message, read from elsewhere. */
  public PreparedMessage from(InputSource other) {
    return new PreparedMessage(other, recipients, readRecipients, from, local);
  }
}
