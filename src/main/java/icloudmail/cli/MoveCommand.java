package icloudmail.cli;

import icloudmail.model.Account;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Query;
import icloudmail.service.Confirmation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves messages to another folder, or removes them. */
@Command(
    name = "move",
    description = "Move messages to another folder; to trash is how they are deleted.",
    customSynopsis = {
      "icloud-mail move [OPTIONS] QUERY... FOLDER",
      "       icloud-mail move [OPTIONS] QUERY... --forever"
    },
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    sortOptions = false,
    footer = {
      "",
      "For the words of a query see 'icloud-mail help queries'.",
      "In a pipe: ref, status, oldRef, reason; parted by tabs. The ref is the new one.",
      "",
      "Examples:",
      "  icloud-mail move from:newsletter before:30d trash",
      "  icloud-mail move INBOX/1451405933/2271 archive",
      "  icloud-mail list in:junk before:30d --tsv | icloud-mail move - --forever --yes"
    })
final class MoveCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "QUERY... FOLDER",
      hideParamSyntax = true,
      arity = "1..*",
      description = "Which messages, and the folder's name, or inbox, archive, junk, trash.")
  private List<String> words = new ArrayList<>();

  @Option(names = "--forever", description = "Remove them for good instead; there is no way back.")
  private boolean forever;

  @Option(names = "--yes", description = "With --forever: don't ask.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Tell what would be moved, and change nothing.")
  private boolean dryRun;

  private final GlobalOptions global;

  MoveCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() throws MailException {
    if (!forever && words.size() < 2) {
      throw new MailException(
          Kind.USAGE,
          "move what, and where?",
          "First the query, then the folder: icloud-mail move from:newsletter trash");
    }
    String folder = forever ? "" : words.get(words.size() - 1);
    Query meant = global.named(words.subList(0, words.size() - (forever ? 0 : 1)), "move what?");
    Account account = global.account();
    return global.print(
        printer -> {
          var service = global.services().move();
          if (forever) {
            Confirmation confirmation = new Question(global.surroundings(), yes || dryRun);
            service.remove(account, meant, dryRun, confirmation, printer::change);
          } else {
            service.move(account, meant, folder, dryRun, printer::change);
          }
          return ExitCode.OK;
        });
  }
}
