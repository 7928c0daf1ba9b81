package icloudmail.cli;

import icloudmail.model.Account;
import icloudmail.model.MailException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the folders. */
@Command(
    name = "folders",
    description =
        "List the folders: what each is for, how many messages it holds, how many unread.",
    descriptionHeading = "%n",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {
      "",
      "In a pipe: name, role, messages, unread; parted by tabs.",
      "",
      "Examples:",
      "  icloud-mail folders",
      "  icloud-mail folders --json | jq -r '.[] | select(.unread > 0).name'"
    })
final class FoldersCommand implements Callable<Integer> {
  private final GlobalOptions global;

  FoldersCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() throws MailException {
    Account account = global.account();
    return global.print(
        printer -> {
          global.services().folders().folders(account, printer::folder);
          return ExitCode.OK;
        });
  }
}
