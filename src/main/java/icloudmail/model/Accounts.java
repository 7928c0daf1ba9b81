package icloudmail.model;

/** Finds the accounts that messages in the outbox were written with. */
public interface Accounts {
  /**
   * The account of this name.
   *
   * @throws MailException of kind CONFIGURATION where there is none
   */
  Account named(String name) throws MailException;
}
