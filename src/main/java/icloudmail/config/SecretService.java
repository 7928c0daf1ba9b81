package icloudmail.config;

import icloudmail.config.Tool.Ended;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Secret;
import java.util.ArrayList;
import java.util.List;

/**
 * The keyring of a Linux desktop, reached through {@code secret-tool} (libsecret). Source:
 * https://specifications.freedesktop.org/secret-service
 */
final class SecretService implements PasswordStore {
  static final String NAME = "secret-tool";

  private final Tool tool;
  private final String program;

  /**
   * @param program the name or path of {@code secret-tool}
   */
  SecretService(Tool tool, String program) {
    this.tool = tool;
    this.program = program;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Secret read(String login) throws MailException {
    Ended ended = tool.run(words("lookup", login), "");
    if (ended.well()) {
      return Passwords.firstLine(ended.out(), "the keyring");
    }
    // where there is no such password it says nothing, and ends with 1
    if (ended.exitCode() != null && ended.trouble().isEmpty()) {
      throw new MailException(
          Kind.CONFIGURATION,
          "the keyring holds no password of " + login,
          "Run: icloud-mail setup");
    }
    throw unreachable(ended);
  }

  @Override
  public void write(String login, Secret password) throws MailException {
    List<String> argv = new ArrayList<>(List.of(program, "store", "--label=icloud-mail " + login));
    argv.addAll(attributes(login));
    Ended ended = tool.run(argv, password.reveal());
    if (!ended.well()) {
      throw unreachable(ended);
    }
  }

  @Override
  public void remove(String login) throws MailException {
    Ended ended = tool.run(words("clear", login), "");
    if (!ended.well() && (ended.exitCode() == null || !ended.trouble().isEmpty())) {
      throw unreachable(ended);
    }
  }

  private List<String> words(String verb, String login) {
    List<String> argv = new ArrayList<>(List.of(program, verb));
    argv.addAll(attributes(login));
    return argv;
  }

  private static List<String> attributes(String login) {
    return List.of("service", "icloud-mail", "account", login);
  }

  private static MailException unreachable(Ended ended) {
    return new MailException(
        Kind.CONFIGURATION,
        "secret-tool cannot reach the keyring: " + ended.why(),
        "cron and ssh have no desktop session: use password.file there. secret-tool is in the"
            + " package libsecret-tools.");
  }
}
