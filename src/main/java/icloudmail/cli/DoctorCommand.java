package icloudmail.cli;

import icloudmail.model.Account;
import icloudmail.model.Finding;
import icloudmail.model.MailException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tries every step that the other commands need. */
@Command(
    name = "doctor",
    description = "Try each step that the other commands need, and tell what is wrong.",
    descriptionHeading = "%n",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {
      "",
      "Nothing is changed and nothing is sent. The exit code is that of the worst",
      "failure.",
      "In a pipe: check, status, message, hint; parted by tabs.",
      "",
      "Examples:",
      "  icloud-mail doctor",
      "  icloud-mail doctor --cron"
    })
final class DoctorCommand implements Callable<Integer> {
  private static final String CRON = "--cron";

  @Option(
      names = CRON,
      description = "Try it as cron would: without environment, terminal and desktop.")
  private boolean cron;

  private final GlobalOptions global;

  DoctorCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() throws MailException {
    if (cron) {
      global.surroundings().out().flush();
      return BareRun.of(CRON, global.surroundings().environment());
    }
    return global.print(
        printer -> {
          Account account = null;
          int code = ExitCode.OK;
          try {
            account = global.account();
            printer.finding(
                Finding.ok(
                    "configuration",
                    global.configFile()
                        + ", account '"
                        + account.name()
                        + "' of "
                        + account.login()));
          } catch (MailException e) {
            printer.finding(Finding.failure("configuration", e));
            code = ExitCode.of(e.kind());
          }
          int worst =
              global
                  .services()
                  .doctor()
                  .examine(account, printer::finding)
                  .map(ExitCode::of)
                  .orElse(ExitCode.OK);
          return Math.max(code, worst);
        });
  }
}
