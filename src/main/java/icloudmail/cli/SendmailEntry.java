package icloudmail.cli;

import icloudmail.config.AccountResolver;
import icloudmail.model.Account;
import icloudmail.model.LocalMail;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.PreparedMessage;
import icloudmail.model.RefusedRecipient;
import icloudmail.model.SendPolicy;
import icloudmail.model.SendReceipt;
import icloudmail.model.SentCopy;
import icloudmail.render.DisplayText;
import icloudmail.render.Printer;
import icloudmail.render.Terminal;
import icloudmail.render.TextPrinter;
import icloudmail.render.TsvPrinter;
import icloudmail.service.SendService;
import icloudmail.service.Services;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;

/**
 * The second entry point: what programs know as {@code /usr/sbin/sendmail}. It says nothing where
 * all is well, and keeps for later what cannot be sent now.
 */
public final class SendmailEntry {
  private static final String PROGRAM = "icloud-mail-sendmail";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final SendPolicy POLICY = new SendPolicy(true, true, null);
  private static final String HELP =
      """
      Usage: icloud-mail-sendmail [OPTIONS] [--] [TO...]

      Send a message, given whole on standard input, as sendmail does. For programs
      that call sendmail: cron, git send-email, mutt, PHP.

      Options:
        -t          Send it to whom its header names, too.
        -i, -oi     A line with a lone dot does not end the message.
        -f ADDRESS  The envelope sender, if it is one of the account's addresses.
        -F NAME     The name of a sender that has none.
        -a NAME     The account, as the configuration file names it.
        -bp         List what is not sent yet.
        -q          Send what is not sent yet.

      sendmail's other options are accepted and mean nothing. A TO without a domain,
      such as root, is the account's own address.

      Examples:
        printf 'Subject: backup\\n\\nDone.\\n' | icloud-mail-sendmail root
        git config --global sendemail.sendmailCmd icloud-mail-sendmail
      """;

  private final Surroundings surroundings;
  private final Wiring wiring;

  public SendmailEntry(Surroundings surroundings, Wiring wiring) {
    this.surroundings = surroundings;
    this.wiring = wiring;
  }

  /** Runs one command line of sendmail; answers its exit code. */
  public int run(String... words) {
    try {
      SendmailArguments arguments = SendmailArguments.parse(List.of(words));
      return switch (arguments.job()) {
        case SEND -> send(arguments);
        case LIST_QUEUE -> list(arguments);
        case FLUSH_QUEUE -> flush(arguments);
        case HELP -> print(HELP);
        case VERSION -> print(PROGRAM + " " + Built.VERSION + "\n");
      };
    } catch (MailException e) {
      return Complaint.by(PROGRAM, surroundings.err()).of(e);
    }
  }

  private int send(SendmailArguments arguments) throws MailException {
    if (arguments.recipients().isEmpty() && !arguments.readRecipients()) {
      throw new MailException(
          Kind.USAGE,
          "nobody to send to",
          "Name a recipient, or have the header read for them with -t.");
    }
    SendService service = services().send();
    PreparedMessage message = message(arguments);
    return report(service.send(account(arguments, service, message), message, POLICY));
  }

  /** The account; where there is none, the message is kept, since its sender asks nobody twice. */
  private Account account(SendmailArguments arguments, SendService service, PreparedMessage message)
      throws MailException {
    try {
      return account(arguments);
    } catch (MailException e) {
      throw e.also("The message is kept in " + service.keep(message.source()) + ".");
    }
  }

  private PreparedMessage message(SendmailArguments arguments) {
    InputStream in = surroundings.in();
    return new PreparedMessage(
        new StandardInput(
            arguments.ignoreDots() ? in : new UntilLoneDot(new BufferedInputStream(in))),
        arguments.recipients(),
        arguments.readRecipients(),
        arguments.from(),
        new LocalMail(arguments.name()));
  }

  private int report(SendReceipt receipt) {
    if (receipt.status() == SendReceipt.Status.QUEUED) {
      say("queued, to be sent by 'icloud-mail outbox --flush': " + receipt.reason());
    }
    if (receipt.sentCopy().status() == SentCopy.Status.FAILED) {
      say("sent, but no copy is filed: " + receipt.sentCopy().reason());
    }
    for (RefusedRecipient refused : receipt.refused()) {
      say("not sent to " + refused.address() + ": " + refused.reply());
    }
    return ExitCode.of(receipt, POLICY);
  }

  private int list(SendmailArguments arguments) throws MailException {
    Terminal terminal = surroundings.terminal();
    Printer printer =
        terminal.out()
            ? new TextPrinter(surroundings.out(), terminal, surroundings.clock())
            : new TsvPrinter(surroundings.out());
    try {
      services().outbox().list(arguments.account(), printer::outboxItem);
      printer.complete();
    } finally {
      printer.end();
    }
    return ExitCode.OK;
  }

  private int flush(SendmailArguments arguments) throws MailException {
    services()
        .outbox()
        .flush(
            name ->
                name.equals(AccountResolver.ENVIRONMENT)
                    ? account(arguments)
                    : wiring.accounts().resolve(name, null),
            arguments.account(),
            List.of(),
            item -> {});
    return ExitCode.OK;
  }

  private Account account(SendmailArguments arguments) throws MailException {
    return wiring.accounts().resolve(arguments.account(), null);
  }

  private Services services() throws MailException {
    return wiring.services(new WireOptions(TIMEOUT, 0, null));
  }

  private int print(String text) {
    surroundings.out().print(text);
    return ExitCode.OK;
  }

  private void say(String message) {
    surroundings.err().print(PROGRAM + ": " + DisplayText.line(message) + "\n");
    surroundings.err().flush();
  }
}
