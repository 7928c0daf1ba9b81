package icloudmail.cli;

import icloudmail.model.Account;
import icloudmail.model.AttachmentFile;
import icloudmail.model.Content;
import icloudmail.model.Draft;
import icloudmail.model.MailException;
import icloudmail.model.RefusedRecipient;
import icloudmail.model.SendReceipt;
import icloudmail.model.SentCopy;
import icloudmail.service.SendService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = {"-c", "--cc"},
      paramLabel = "CC",
      description = "A recipient of a copy.")
  private List<String> cc = new ArrayList<>();

  @Option(
      names = {"-b", "--bcc"},
      paramLabel = "BCC",
      description = "A recipient that the others do not see.")
  private List<String> bcc = new ArrayList<>();

  @Option(
      names = {"-s", "--subject"},
      paramLabel = "SUBJECT",
      description = "The subject.")
  private @Nullable String subject;

  @Option(
      names = {"-F", "--from"},
      paramLabel = "FROM",
      description = "Another of your addresses for From.")
  private @Nullable String from;

  @Option(
      names = {"-A", "--attach"},
      paramLabel = "FILE[;type=T][;name=N]",
      converter = AttachmentConverter.class,
      description = "Attach a file; several times for several files.")
  private List<AttachmentFile> attachments = new ArrayList<>();

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
        ? print(service.dryRun(account, draft()))
        : report(service.send(account, draft()));
  }

  private Draft draft() throws MailException {
    return new Draft(from, to, cc, bcc, subject, body.text(global.surroundings()), attachments);
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
    if (refused.isEmpty()) {
      return ExitCode.OK;
    }
    boolean temporary = refused.stream().allMatch(RefusedRecipient::temporary);
    return temporary ? ExitCode.TEMPORARY : ExitCode.REFUSED;
  }
}
