package icloudmail.model;

/** Is handed new messages, those of a folder the oldest first. Called from one thread at a time. */
public interface Receiver {
  /**
   * Tells a message: prints it, runs a command with it.
   *
   * @param account what the user calls the account that it is in
   * @return whether it was told; if not, it is to be offered again later
   * @throws MailException where no other can be told either
   */
  boolean take(String account, Envelope message) throws MailException;

  /**
   * Whether what was taken has arrived, so that it can be noted at once. If not, that is known only
   * when the whole answer is out.
   */
  boolean arrives();

  /** There are no more; answers whether all that was taken has arrived. */
  boolean complete();
}
