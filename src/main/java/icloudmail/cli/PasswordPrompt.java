package icloudmail.cli;

import icloudmail.model.MailException;
import icloudmail.model.PasswordSource;
import icloudmail.model.Secret;
import icloudmail.render.Terminal;
import java.io.Console;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the user at the terminal, without an echo. */
public final class PasswordPrompt implements PasswordSource {
  private final Console console;

  private PasswordPrompt(Console console) {
    this.console = console;
  }

  /** The prompt, or empty where nobody is there to be asked. */
  public static Optional<PasswordSource> of(@Nullable Console console, Terminal terminal) {
    return console == null || !terminal.in() || !terminal.err()
        ? Optional.empty()
        : Optional.of(new PasswordPrompt(console));
  }

  @Override
  public Secret password() throws MailException {
    char[] typed = console.readPassword("App-specific password: ");
    if (typed == null || typed.length == 0) {
      throw new MailException(
          MailException.Kind.CONFIGURATION,
          "no password was given",
          "App-specific passwords are made at account.apple.com (Sign-In and Security).");
    }
    return new Secret(new String(typed).strip());
  }

  @Override
  public String origin() {
    return "the prompt";
  }
}
