package icloudmail.cli;

import icloudmail.model.Account;
import icloudmail.model.Flag;
import icloudmail.model.MailException;
import icloudmail.model.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets and clears flags. */
@Command(
    name = "mark",
    description = "Mark messages as read, flagged, answered, or not.",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {
      "",
      "For the words of a query see 'icloud-mail help queries'.",
      "In a pipe: ref, status, oldRef, reason; parted by tabs.",
      "",
      "Examples:",
      "  icloud-mail mark from:newsletter before:30d --read",
      "  icloud-mail list from:bank --tsv | icloud-mail mark - --flag"
    })
final class MarkCommand implements Callable<Integer> {
  @Parameters(paramLabel = "QUERY", arity = "1..*", description = "A UID, a reference, or a query.")
  private List<String> query = new ArrayList<>();

  @Mixin private MarkForm form;

  @Option(names = "--dry-run", description = "Tell what would be marked, and change nothing.")
  private boolean dryRun;

  private final GlobalOptions global;

  MarkCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() throws MailException {
    Map<Flag, Boolean> flags = form.flags();
    Query meant = global.named(query, "mark what?");
    Account account = global.account();
    return global.print(
        printer -> {
          global.services().mark().mark(account, meant, flags, dryRun, printer::change);
          return ExitCode.OK;
        });
  }
}
