package icloudmail.cli;

import icloudmail.model.MailException;
import icloudmail.render.Printer;
import icloudmail.service.DoctorService;
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
    return cron ? BareRun.of(CRON, global.surroundings()) : global.print(this::examine);
  }

  private int examine(Printer printer) throws MailException {
    DoctorService doctor = global.services().doctor();
    return ExitCode.of(doctor.examine(global::account, global::place, printer::finding));
  }
}
