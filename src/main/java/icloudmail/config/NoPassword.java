package icloudmail.config;

import icloudmail.model.MailException;
import icloudmail.model.PasswordSource;
import icloudmail.model.Secret;

/** In place of a source where there is none to use: a failure only for who needs a password. */
record NoPassword(String origin, String hint) implements PasswordSource {
  @Override
  public Secret password() throws MailException {
    throw new MailException(MailException.Kind.CONFIGURATION, origin, hint);
  }
}
