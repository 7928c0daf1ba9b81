package icloudmail.cli;

import icloudmail.model.Account;
import icloudmail.model.MailException;
import icloudmail.model.MessageSink;
import icloudmail.model.Progress;
import icloudmail.model.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads messages and saves them. */
@Command(
    name = "fetch",
    description = "Read messages, save them or their attachments.",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {
      "",
      "Nothing is marked as read unless --seen says so. Every download is verified.",
      "For the words of a query see 'icloud-mail help queries'.",
      "",
      "Examples:",
      "  icloud-mail fetch 2271",
      "  icloud-mail fetch INBOX/1451405933/2271 --as attachments -o ~/Downloads",
      "  icloud-mail fetch 2271 --part '*.pdf' -o ~/Downloads",
      "  icloud-mail fetch from:invoices since:30d --as eml -o invoices/",
      "  icloud-mail fetch in:any --as maildir -o ~/mail --new"
    })
final class FetchCommand implements Callable<Integer>, OptionGroup {
  @Parameters(paramLabel = "QUERY", arity = "1..*", description = "A UID, a reference, or a query.")
  private List<String> query = new ArrayList<>();

  @Mixin private FetchForm form;
  @Mixin private ExportForm export;

  @Option(names = "--seen", description = "Mark each message as read once it is fetched.")
  private boolean seen;

  private final GlobalOptions global;

  FetchCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public String heading() {
    return form.heading();
  }

  @Override
  public Integer call() throws MailException {
    Query meant = global.named(query, "fetch what?");
    Account account = global.account();
    if (export.isMeant(form)) {
      return export.run(account, meant, seen, form, global);
    }
    return global.paged(
        printer -> {
          MessageSink sink = form.sink(global, printer);
          Progress progress = form.progress(global);
          global.services().fetch().fetch(account, meant, seen, sink, progress);
          return ExitCode.OK;
        });
  }
}
