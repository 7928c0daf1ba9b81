package icloudmail.model;

/** Is told how it goes with a watch. Called from one thread at a time. */
public interface WatchReport {
  /**
   * Something happened.
   *
   * @throws MailException where nobody reads what is told
   */
  void event(WatchEvent event) throws MailException;

  /**
   * Something went wrong that does not end the watch.
   *
   * @param account what the user calls the account
   */
  void setback(String account, MailException failure);
}
