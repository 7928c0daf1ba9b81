package icloudmail.config;

import icloudmail.model.MailException;
import icloudmail.model.PasswordSource;
import icloudmail.model.Secret;

/** In place of a source where there is none to use: a failure only for who needs a password. */
record NoPassword(String origin, String hint) implements PasswordSource {
  /** A password that is kept is for Apple's servers alone. */
  static NoPassword forLocalServers() {
    return new NoPassword(
        "a stored password is not sent to local servers",
        "Give theirs in ICLOUD_MAIL_PASSWORD_FILE and another file with --config.");
  }

  @Override
  public Secret password() throws MailException {
    throw new MailException(MailException.Kind.CONFIGURATION, origin, hint);
  }
}
