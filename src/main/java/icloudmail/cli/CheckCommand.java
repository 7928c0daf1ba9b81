package icloudmail.cli;

import icloudmail.model.Account;
import icloudmail.model.CheckResult;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Query;
import icloudmail.service.CheckService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells whether there is mail. */
@Command(
    name = "check",
    description = "Is there mail? Exit code 0: yes. 1: no. 64 and above: could not tell.",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {
      "",
      "Without a query: the unread messages of INBOX. For the words of a query see",
      "'icloud-mail help queries'.",
      "",
      "Examples:",
      "  icloud-mail check -q from:bank is:unread && echo 'mail from the bank'",
      "  icloud-mail check --count || [ $? -eq 1 ]",
      "  icloud-mail check --new=alarms subject:alarm --exec page-me",
      "  icloud-mail check --watch --new=desk --notify"
    })
final class CheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "QUERY", arity = "0..*", description = "Which messages count.")
  private List<String> query = new ArrayList<>();

  @Option(names = "--count", description = "Print their number alone.")
  private boolean count;

  @Mixin private NewMailOptions news;

  @Mixin private JobOptions jobs;

  private final GlobalOptions global;

  CheckCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() throws MailException {
    if (jobs.isMeant()) {
      return jobsAlone();
    }
    Query meant = QueryParser.parse(query, Query.unread(), global.surroundings());
    return news.isMeant() ? news.run(meant, count, global) : now(meant);
  }

  private int jobsAlone() throws MailException {
    if (news.isMeant() || count || !query.isEmpty()) {
      throw new MailException(
          Kind.USAGE,
          "--jobs and --forget look at no mail",
          "Say the rest in a command of its own.");
    }
    return jobs.run(global);
  }

  private int now(Query meant) throws MailException {
    List<Account> accounts = global.allAccounts();
    CheckService service = global.services().check();
    CheckResult result =
        count || global.quiet()
            ? service.count(accounts, meant)
            : global.print(printer -> service.list(accounts, meant, printer::listing));
    if (count && !global.quiet()) {
      global.printer().count(result);
    }
    return result.found() ? ExitCode.OK : ExitCode.NOTHING;
  }
}
