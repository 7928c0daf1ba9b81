package icloudmail.model;

import org.jspecify.annotations.Nullable;

/**
 * What is asked for beyond the message itself.
 *
 * @param queue whether a message that cannot be sent now is kept to be sent later
 * @param copy whether a copy is filed in the sent folder
 * @param once a key that is not sent twice within 30 days, or null
 */
public record SendPolicy(boolean queue, boolean copy, @Nullable String once) {
  /** Now or not at all, with a copy. */
  public static final SendPolicy PLAIN = new SendPolicy(false, true, null);

  /** The same for an account that may want no copies. */
  public SendPolicy of(Account account) {
    return new SendPolicy(queue, copy && account.sentCopy(), once);
  }
}
