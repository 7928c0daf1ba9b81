package icloudmail.config;

import icloudmail.model.MailException;
import icloudmail.model.PasswordSource;
import icloudmail.model.Secret;

/** The value of an environment variable. */
final class PasswordVariable implements PasswordSource {
  private final String name;
  private final Secret value;

  PasswordVariable(String name, Secret value) {
    this.name = name;
    this.value = value;
  }

  @Override
  public Secret password() throws MailException {
    return Passwords.firstLine(value.reveal(), origin());
  }

  @Override
  public String origin() {
    return "$" + name;
  }

  @Override
  public String access() {
    return "which every program started there inherits";
  }
}
