package icloudmail.config;

import icloudmail.config.Tool.Ended;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Secret;
import java.util.List;

/**
 * The login keychain of macOS, reached through {@code /usr/bin/security}. The password goes to it
 * in a command on its standard input, since its words could be seen by others.
 */
final class Keychain implements PasswordStore {
  static final String NAME = "keychain";
  static final String PROGRAM = "/usr/bin/security";

  /** errSecItemNotFound, as an exit code. */
  private static final int NOT_FOUND = 44;

  private final Tool tool;
  private final String program;

  /**
   * @param program the path of {@code security}
   */
  Keychain(Tool tool, String program) {
    this.tool = tool;
    this.program = program;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Secret read(String login) throws MailException {
    Ended ended =
        tool.run(
            List.of(program, "find-generic-password", "-s", "icloud-mail", "-a", login, "-w"), "");
    if (ended.well()) {
      return Passwords.firstLine(ended.out(), "the keychain");
    }
    if (ended.exitCode() != null && ended.exitCode() == NOT_FOUND) {
      throw new MailException(
          Kind.CONFIGURATION,
          "the keychain holds no password of " + login,
          "Run: icloud-mail setup");
    }
    throw unreachable(ended);
  }

  @Override
  public void write(String login, Secret password) throws MailException {
    Ended ended =
        tool.run(
            List.of(program, "-i"),
            "add-generic-password -U -s icloud-mail -a "
                + quoted(login)
                + " -w "
                + quoted(password.reveal())
                + "\n");
    // what fails within -i does not make it end badly
    if (!ended.well() || !read(login).reveal().equals(password.reveal())) {
      throw unreachable(ended);
    }
  }

  @Override
  public void remove(String login) throws MailException {
    Ended ended =
        tool.run(List.of(program, "delete-generic-password", "-s", "icloud-mail", "-a", login), "");
    if (!ended.well() && (ended.exitCode() == null || ended.exitCode() != NOT_FOUND)) {
      throw unreachable(ended);
    }
  }

  private static String quoted(String word) {
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static MailException unreachable(Ended ended) {
    return new MailException(
        Kind.CONFIGURATION,
        "security cannot reach the keychain: " + ended.why(),
        "Over ssh it is locked: run 'security unlock-keychain', or use password.file.");
  }
}
