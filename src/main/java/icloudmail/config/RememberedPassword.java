package icloudmail.config;

import icloudmail.model.MailException;
import icloudmail.model.PasswordSource;
import icloudmail.model.Secret;
import org.jspecify.annotations.Nullable;

/** Asks another source once a run: a command is not run, and nobody is prompted, twice. */
final class RememberedPassword implements PasswordSource {
  private final PasswordSource source;
  private @Nullable Secret password;

  RememberedPassword(PasswordSource source) {
    this.source = source;
  }

  @Override
  public synchronized Secret password() throws MailException {
    if (password == null) {
      password = source.password();
    }
    return password;
  }

  @Override
  public String origin() {
    return source.origin();
  }

  @Override
  public String access() {
    return source.access();
  }
}
