package icloudmail.cli;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.OutboxItem;
import icloudmail.render.Printer;
import icloudmail.service.OutboxService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what is not sent yet, or not known to be sent, and goes on with it. */
@Command(
    name = "outbox",
    description = "List what is not sent yet, or not known to be sent.",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {
      "",
      "  queued          the next --flush sends it",
      "  failed          not sent; '--flush ID' sends it",
      "  unknown         handed over, and no answer came: --flush looks for it in the",
      "                  sent folder and INBOX, unless its Message-ID may be older;",
      "                  it is sent again only by '--flush ID'",
      "  sent-not-filed  sent; the next --flush files the copy",
      "",
      "Examples:",
      "  icloud-mail outbox --flush",
      "  icloud-mail outbox --show 3f9a | less"
    })
final class OutboxCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "0..*", description = "Messages that --flush is to send.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--flush", description = "Send what is queued; settle what is unknown.")
  private boolean flush;

  @Option(names = "--show", paramLabel = "ID", description = "Print a message as it would go out.")
  private @Nullable String show;

  @Option(
      names = "--drop",
      paramLabel = "ID",
      description = "Take a message out for good; several times for several.")
  private List<String> drop = new ArrayList<>();

  private final GlobalOptions global;

  OutboxCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() throws MailException {
    check();
    OutboxService outbox = global.services().outbox();
    return show == null ? answer(outbox) : print(outbox, show);
  }

  private void check() throws MailException {
    int asked = (flush ? 1 : 0) + (show == null ? 0 : 1) + (drop.isEmpty() ? 0 : 1);
    if (asked > 1) {
      throw new MailException(Kind.USAGE, "only one of --flush, --show and --drop can be had");
    }
    if (!ids.isEmpty() && !flush) {
      throw new MailException(
          Kind.USAGE,
          "what is to be done with '" + ids.get(0) + "'?",
          "Say --flush, --show or --drop.");
    }
  }

  private int answer(OutboxService outbox) throws MailException {
    return global.print(
        printer -> {
          run(outbox, printer);
          return ExitCode.OK;
        });
  }

  private void run(OutboxService outbox, Printer printer) throws MailException {
    Consumer<OutboxItem> done = global.quiet() ? item -> {} : printer::outboxItem;
    if (flush) {
      outbox.flush(global.accounts(), global.accountName(), ids, done);
    } else if (!drop.isEmpty()) {
      outbox.drop(drop, done);
    } else if (outbox.list(global.accountName(), printer::outboxItem) == 0) {
      global.note("The outbox is empty.");
    }
  }

  private int print(OutboxService outbox, String id) throws MailException {
    global.rawOutput().write(outbox.show(id));
    return ExitCode.OK;
  }
}
