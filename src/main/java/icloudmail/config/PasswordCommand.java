package icloudmail.config;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.PasswordSource;
import icloudmail.model.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The first line that a command prints. It is run directly, without a shell, with nothing on its
 * standard input and with a time limit; what it says on stderr goes to the user.
 */
final class PasswordCommand implements PasswordSource {
  static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int MOST = 4096;

  private final List<String> argv;
  private final Duration limit;

  PasswordCommand(List<String> argv, Duration limit) {
    this.argv = List.copyOf(argv);
    this.limit = limit;
  }

  @Override
  public Secret password() throws MailException {
    Process process = start();
    try {
      process.getOutputStream().close();
      Printed printed = Printed.from(process.getInputStream(), MOST);
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failed("does not end within " + limit.toSeconds() + " seconds");
      }
      if (process.exitValue() != 0) {
        throw failed("ended with exit code " + process.exitValue());
      }
      return Passwords.firstLine(printed.beginning(), origin());
    } catch (IOException e) {
      throw failed("cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Process start() throws MailException {
    try {
      return ChildProcess.of(argv).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw failed("cannot be run: " + e.getMessage());
    }
  }

  private MailException failed(String why) {
    return new MailException(
        Kind.CONFIGURATION,
        origin() + " " + why,
        "Run it by hand: it must print the password as its first line. No other source is tried.");
  }

  @Override
  public String origin() {
    return "password.command '" + argv.get(0) + "'";
  }
}
