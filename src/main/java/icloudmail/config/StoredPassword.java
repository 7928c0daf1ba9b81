package icloudmail.config;

import icloudmail.model.MailException;
import icloudmail.model.PasswordSource;
import icloudmail.model.Secret;

/** The password that a store of the platform keeps for a login. */
record StoredPassword(PasswordStore store, String login) implements PasswordSource {
  @Override
  public Secret password() throws MailException {
    return store.read(login);
  }

  @Override
  public String origin() {
    return "password.store '" + store.name() + "'";
  }
}
