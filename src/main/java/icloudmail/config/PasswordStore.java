package icloudmail.config;

import icloudmail.model.MailException;
import icloudmail.model.Secret;

/** A place of the platform that keeps passwords, one for each login. */
public interface PasswordStore {
  /** As {@code password.store} names it. */
  String name();

  /**
   * The password of a login.
   *
   * @throws MailException of kind CONFIGURATION where there is none, or the store cannot be reached
   */
  Secret read(String login) throws MailException;

  /**
   * Keeps a password; one that is kept for the same login is replaced.
   *
   * @throws MailException of kind CONFIGURATION where it cannot be kept
   */
  void write(String login, Secret password) throws MailException;

  /**
   * Removes the password of a login; that there is none is no failure.
   *
   * @throws MailException of kind CONFIGURATION where the store cannot be reached
   */
  void remove(String login) throws MailException;
}
