package icloudmail.cli;

import icloudmail.model.Account;
import icloudmail.model.Content;
import icloudmail.model.Draft;
import icloudmail.model.MailException;
import icloudmail.model.Outgoing;
import icloudmail.model.RefusedRecipient;
import icloudmail.model.SendReceipt;
import icloudmail.model.SentCopy;
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
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%n",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {
      "",
      "The text is that of -m, else of -f, else standard input.",
      "",
      "  df -h | icloud-mail send -s \"disk $(hostname)\" me@icloud.com",
      "  icloud-mail send -s Invoice -m 'Here it is.' -A invoice.pdf jo@example.com"
    })
final class SendCommand implements Callable<Integer> {
  @Mixin private BodySource body;

  @Parameters(paramLabel = "TO", arity = "0..*", description = "Recipients, several if need be.")
  private List<String> to = new ArrayList<>();

  @Mixin private HeaderOptions header;
  @Mixin private AttachmentOptions attachments;
  @Mixin private PreparedOptions prepared;
  @Mixin private PolicyOptions policy;

  @Option(names = "--dry-run", description = "Print the message as it would go out; send nothing.")
  private boolean dryRun;

  private final GlobalOptions global;

  SendCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() throws MailException {
    Account account = global.account();
    SendService service = global.services().send();
    return dryRun
        ? print(service.dryRun(account, outgoing()))
        : report(service.send(account, outgoing(), policy.policy()));
  }

  private Outgoing outgoing() throws MailException {
    return prepared.given() ? prepared.message(to, header.from(), global.surroundings()) : draft();
  }

  private Draft draft() throws MailException {
    Surroundings surroundings = global.surroundings();
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
        null);
  }

  private int print(Content message) throws MailException {
    global.rawOutput().write(message);
    return ExitCode.OK;
  }

  private int report(SendReceipt receipt) throws MailException {
    if (!global.quiet()) {
      global.printer().receipt(receipt);
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
