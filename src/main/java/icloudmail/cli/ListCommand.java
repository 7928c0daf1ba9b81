package icloudmail.cli;

import icloudmail.model.Account;
import icloudmail.model.Arrangement;
import icloudmail.model.Arrangement.Sort;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Query;
import icloudmail.service.ListService;
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
    parameterListHeading = "%n",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {
      "",
      "Words of a query; those side by side must all hold:",
      "  from: to: cc: subject:   the decoded field holds the text, from: whole words",
      "  body: text:              the text does; with text: the header may, too",
      "  in:FOLDER                another folder than INBOX, by its name or as archive,",
      "                           drafts, junk, sent, trash; in:any all but junk, trash",
      "  is:unread                also read, flagged, answered, draft",
      "  has:attachment           also larger:5M, smaller:100k",
      "  since: before: on:       arrival: 2026-01-31, today, yesterday; or ago: 12h,",
      "                           7d, 2w, 1y",
      "  not  or  ( )             as in 'from:bank not (subject:offer or is:read)'",
      "  2271  100:200            UIDs; several names side by side mean all of them",
      "  INBOX/1451405933/2271    references; with - they are read from standard input",
      "  '<id@host>'              a Message-ID",
      "",
      "In a pipe: ref, date, from, subject, flags, size, messageId; parted by tabs.",
      "With --snippet it comes last; --threads tells in JSON how deep an answer stands.",
      "",
      "Examples:",
      "  icloud-mail list from:bank since:7d",
      "  icloud-mail list in:Archive 'subject:\"annual report\"' --json | jq -r '.[].ref'",
      "  icloud-mail list in:any has:attachment larger:5M --sort size"
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

  @Option(
      names = "--sort",
      paramLabel = "BY",
      defaultValue = "date",
      description = "date, from, subject or size (default: date, the newest first).")
  private Sort sort;

  @Option(names = "--reverse", description = "The same messages, the last first.")
  private boolean reverse;

  @Option(names = "--threads", description = "Answers below what they answer.")
  private boolean threads;

  @Option(names = "--snippet", description = "Show how each text begins.")
  private boolean snippet;

  @Option(names = "--count", description = "Print how many the query means, whatever -n says.")
  private boolean count;

  private final GlobalOptions global;

  ListCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() throws MailException {
    Query all = Query.all(Query.INBOX);
    Query meant = QueryParser.parse(query, all, global.surroundings());
    int most = checkedLimit();
    Account account = global.account();
    if (count) {
      global.printer().count(global.services().check().count(List.of(account), meant));
      return ExitCode.OK;
    }
    Arrangement arrangement = new Arrangement(sort, reverse, threads);
    return global.paged(
        printer -> {
          ListService service = global.services().list();
          service.list(account, meant, most, arrangement, snippet, printer::listing);
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
