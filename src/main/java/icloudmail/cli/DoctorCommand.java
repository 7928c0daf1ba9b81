package icloudmail.cli;

import icloudmail.model.Account;
import icloudmail.model.MailException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Tries every step that the other commands need. */
@Command(
    name = "doctor",
    description = "Try each step that the other commands need, and tell what is wrong.",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {
      "",
      "Nothing is changed and nothing is sent. The exit code is that of the worst failure.",
      "In a pipe: check, status, message, hint; parted by tabs.",
      "",
      "  icloud-mail doctor"
    })
final class DoctorCommand implements Callable<Integer> {
  private final GlobalOptions global;

  DoctorCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() throws MailException {
    Account account = global.account();
    return global.print(
        printer ->
            global
                .services()
                .doctor()
                .examine(account, printer::finding)
                .map(ExitCode::of)
                .orElse(ExitCode.OK));
  }
}
