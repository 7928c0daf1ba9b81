package icloudmail.model;

import java.util.Optional;

/**
 * Remembers which form of the user name IMAP takes, so that no run has to try two (icloud-facts 4).
 */
public interface LoginForms {
  /** The form that worked for {@code login}, where another than itself did. */
  Optional<String> form(String login);

  /** From now on {@code form} is tried first for {@code login}. */
  void remember(String login, String form);
}
