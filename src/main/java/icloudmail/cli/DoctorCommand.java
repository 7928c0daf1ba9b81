package icloudmail.cli;

import icloudmail.model.MailException;
import icloudmail.render.Printer;
import icloudmail.service.DoctorService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

  /** By which the launcher tells where it lies. */
  private static final String LAUNCHER = "icloudmail.launcher";

  @Option(
      names = CRON,
      description = "Try it as cron would: without environment, terminal and desktop.")
  private boolean cron;

  @Spec private CommandSpec spec;

  private final GlobalOptions global;

  DoctorCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() throws MailException {
    return cron ? bare() : global.print(this::examine);
  }

  private int bare() throws MailException {
    List<String> words = new ArrayList<>(spec.root().commandLine().getParseResult().originalArgs());
    words.removeIf(word -> word.equals(CRON) || word.startsWith(CRON + "="));
    return new BareRun(global.surroundings()).of(System.getProperty(LAUNCHER), words);
  }

  private int examine(Printer printer) throws MailException {
    DoctorService doctor = global.services().doctor();
    return ExitCode.of(doctor.examine(global::account, global::place, printer::finding));
  }
}
