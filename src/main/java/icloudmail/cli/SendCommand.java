package icloudmail.cli;

import icloudmail.model.Account;
import icloudmail.model.Draft;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Outgoing;
import icloudmail.model.RefusedRecipient;
import icloudmail.model.Response;
import icloudmail.model.SavedDraft;
import icloudmail.model.SendReceipt;
import icloudmail.model.SentCopy;
import icloudmail.render.RawOutput;
import icloudmail.service.SendService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a message. */
@Command(
    name = "send",
    description = "Send a message; a copy is filed in the sent folder.",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  df -h | icloud-mail send -s \"disk $(hostname)\" me@icloud.com",
      "  icloud-mail send -s Invoice -m 'Here it is.' -A invoice.pdf jo@example.com",
      "  icloud-mail send --reply INBOX/1451405933/2271 --all -m 'At eight, then.'"
    })
final class SendCommand implements Callable<Integer>, OptionGroup {
  @Mixin private BodySource body;

  @Parameters(
      paramLabel = "TO",
      arity = "0..*",
      description = "Recipients; with --reply none is needed.")
  private List<String> to = new ArrayList<>();

  @Mixin private HeaderOptions header;
  @Mixin private AttachmentOptions attachments;
  @Mixin private PreparedOptions prepared;
  @Mixin private ResponseOptions response;
  @Mixin private PolicyOptions policy;

  @Option(names = "--draft", description = "Save it in the folder for drafts; send nothing.")
  private boolean asDraft;

  @Option(names = "--dry-run", description = "Print the message as it would go out; send nothing.")
  private boolean dryRun;

  private final GlobalOptions global;

  SendCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public String heading() {
    return policy.heading();
  }

  @Override
  public Integer call() throws MailException {
    boolean sends = dryRun || policy.policy().queue() || policy.policy().once() != null;
    if (asDraft && (sends || prepared.given())) {
      throw new MailException(
          Kind.USAGE,
          "--draft saves what is composed here, and sends nothing",
          "Leave away --raw, -t, --dry-run, --queue and --once.");
    }
    Account account = global.account();
    if (asDraft) {
      return report(global.services().draft().save(account, draft()));
    }
    SendService service = global.services().send();
    return dryRun
        ? print(service, account)
        : report(service.send(account, outgoing(), policy.policy()));
  }

  private Outgoing outgoing() throws MailException {
    return prepared.given() ? prepared.message(to, header.from(), global.surroundings()) : draft();
  }

  private Draft draft() throws MailException {
    Surroundings surroundings = global.surroundings();
    Response answering = response.response(global);
    return new Draft(
        header.from(),
        to,
        header.cc(),
        header.bcc(),
        header.replyTo(),
        header.subject(),
        body.text(surroundings, attachments.takesStandardInput()),
        attachments.attachments(surroundings),
        attachments.inline(body.form(), surroundings),
        header.headers(),
        null,
        List.of(),
        null,
        answering);
  }

  private int print(SendService service, Account account) throws MailException {
    RawOutput out = global.rawOutput();
    service.dryRun(account, outgoing(), out::write);
    return ExitCode.OK;
  }

  private int report(SavedDraft draft) throws MailException {
    if (!global.quiet()) {
      global.printer().draft(draft);
    }
    return ExitCode.OK;
  }

  private int report(SendReceipt receipt) throws MailException {
    if (!global.quiet()) {
      global.printer().receipt(receipt);
    }
    if (global.surroundings().out().checkError()) {
      global.warn(
          receipt.messageId() + " is " + receipt.status().word() + "; do not send it again");
    }
    if (receipt.sentCopy().status() == SentCopy.Status.FAILED) {
      global.warn("sent, but no copy is filed: " + receipt.sentCopy().reason());
    }
    List<RefusedRecipient> refused = receipt.refused();
    refused.forEach(each -> global.warn("not sent to " + each.address() + ": " + each.reply()));
    if (refused.stream().anyMatch(RefusedRecipient::temporary)) {
      global.warn(
          "who was put off is served by 'icloud-mail outbox --flush'; do not send it again");
    }
    return ExitCode.of(receipt, policy.policy());
  }
}
