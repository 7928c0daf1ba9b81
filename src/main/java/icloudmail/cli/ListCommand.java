package icloudmail.cli;

import icloudmail.model.Account;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists messages. */
@Command(
    name = "list",
    description = "List the newest messages, one a line.",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%n",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {
      "",
      "Words of a query, all of which must hold:",
      "  from: to: cc: subject:   the decoded field holds the text",
      "  in:FOLDER                another folder than INBOX",
      "  is:unread                also read, flagged, answered, draft",
      "  since: before:           arrival: 2026-01-31, today, yesterday, or ago: 12h 7d 2w 1y",
      "  2271  100:200            UIDs",
      "  INBOX/1451405933/2271    references",
      "  '<id@host>'              a Message-ID",
      "",
      "In a pipe: ref, date, from, subject, flags, size, messageId; parted by tabs.",
      "",
      "  icloud-mail list from:bank since:7d",
      "  icloud-mail list in:Archive 'subject:\"annual report\"' --json | jq -r '.[].ref'"
    })
final class ListCommand implements Callable<Integer> {
  @Parameters(paramLabel = "QUERY", arity = "0..*", description = "Which messages; see below.")
  private List<String> query = new ArrayList<>();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many (default: 20).")
  private int limit;

  private final GlobalOptions global;

  ListCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() throws MailException {
    Query meant = QueryParser.parse(query, Query.all(Query.INBOX), global.surroundings().clock());
    Account account = global.account();
    int most = checkedLimit();
    return global.print(
        printer -> {
          global.services().list().list(account, meant, most, printer::listing);
          return ExitCode.OK;
        });
  }

  private int checkedLimit() throws MailException {
    if (limit < 1) {
      throw new MailException(Kind.USAGE, "-n takes a number from 1, not " + limit);
    }
    return limit;
  }
}
