package icloudmail.config;

import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.PasswordSource;
import icloudmail.model.Secret;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The first line of a file.
 *
 * @param guarded whether the file must be private to the user; systemd sees to that of its own
 */
record PasswordFile(String setting, Path file, boolean guarded) implements PasswordSource {
  private static final int MOST = 4096;

  @Override
  public Secret password() throws MailException {
    try {
      if (guarded) {
        Privacy.requirePrivate(file);
      }
      return Passwords.firstLine(UserFile.read(file, MOST), origin());
    } catch (UserFile.TooLong e) {
      throw new MailException(
          Kind.CONFIGURATION, origin() + " is too long for a password", null, e);
    } catch (IOException e) {
      throw new MailException(
          Kind.CONFIGURATION,
          "cannot read the password from " + origin() + ": " + FileTrouble.of(e),
          "The file must exist and hold the app-specific password in its first line.",
          e);
    }
  }

  @Override
  public String origin() {
    return setting + " " + file;
  }

  @Override
  public String access() {
    return guarded ? Privacy.of(file) : "handed over by systemd";
  }
}
