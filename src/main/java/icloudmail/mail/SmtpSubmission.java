package icloudmail.mail;

import icloudmail.model.Account;
import icloudmail.model.Content;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.RefusedRecipient;
import icloudmail.model.Secret;
import icloudmail.model.Submission;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Hands one message to the submission server (RFC 6409): STARTTLS first, then the login. */
public final class SmtpSubmission {
  /**
   * What smtp.mail.me.com tells as SIZE (icloud-facts 5): checked before anything is connected to.
   */
  private static final long APPLE_SIZE = 28_319_744;

  private final SessionFactory sessions;

  public SmtpSubmission(SessionFactory sessions) {
    this.sessions = sessions;
  }

  /**
   * Submits {@code content} to every recipient that the server takes.
   *
   * @param size octets of {@code content}; compared with Apple's limit, then with the server's SIZE
   *     (RFC 1870)
   * @throws MailException of kind UNKNOWN_OUTCOME where the connection died after the final dot; of
   *     any other kind the message was not taken
   */
  public Acceptance submit(Account account, Submission envelope, Content content, long size)
      throws MailException {
    if (size > APPLE_SIZE) {
      throw Refusals.tooLarge(size, APPLE_SIZE);
    }
    SMTPTransport transport = connect(account);
    try {
      checkSize(transport, size);
      return send(transport, envelope, content);
    } finally {
      leave(sessions, transport);
    }
  }

  /** A connection with STARTTLS, logged in. */
  SMTPTransport connect(Account account) throws MailException {
    Secret password = sessions.passwordOf(account);
    Endpoint server = sessions.smtp();
    SMTPTransport transport =
        new SMTPTransport(
            sessions.smtpSession(), new URLName("smtp", server.host(), -1, null, null, null));
    boolean connected = false;
    try {
      transport.connect(server.host(), server.port(), account.login(), password.reveal());
      sessions.log().info("logged in to {} as {}", server, account.login());
      connected = true;
      return transport;
    } catch (MessagingException e) {
      throw Refusals.login(server, account.login(), e)
          .rephrased(text -> password.maskIn(text, account.login()));
    } finally {
      if (!connected) {
        leave(sessions, transport);
      }
    }
  }

  /** Says QUIT. What comes of it says nothing of the message, which is taken or refused by now. */
  static void leave(SessionFactory sessions, SMTPTransport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      sessions.log().debug("QUIT failed", e);
    }
  }

  private static void checkSize(SMTPTransport transport, long size) throws MailException {
    String limit = transport.getExtensionParameter("SIZE");
    if (limit != null && limit.matches("[1-9]\\d{0,17}") && size > Long.parseLong(limit)) {
      throw Refusals.tooLarge(size, Long.parseLong(limit));
    }
  }

  private Acceptance send(SMTPTransport transport, Submission envelope, Content content)
      throws MailException {
    transport.setReportSuccess(false);
    InternetAddress[] recipients =
        envelope.recipients().stream().map(SmtpSubmission::address).toArray(InternetAddress[]::new);
    Verbatim message = new Verbatim(content, envelope.from());
    try {
      transport.sendMessage(message, recipients);
      return new Acceptance(envelope.recipients(), List.of());
    } catch (MessagingException e) {
      List<RefusedRecipient> refused = Refusals.recipients(e);
      if (transport.getLastReturnCode() == 250 && message.written && !refused.isEmpty()) {
        return new Acceptance(without(envelope.recipients(), refused), refused);
      }
      if (message.written && transport.getLastReturnCode() <= 0) {
        throw new MailException(
            Kind.UNKNOWN_OUTCOME,
            "the connection broke after the message was handed over: nobody knows whether "
                + sessions.smtp().host()
                + " took it",
            "Look into the sent folder or ask a recipient before sending it again.",
            e);
      }
      throw Refusals.message(sessions.smtp(), e);
    }
  }

  private static List<String> without(List<String> all, List<RefusedRecipient> refused) {
    List<String> gone = refused.stream().map(RefusedRecipient::address).toList();
    return all.stream().filter(address -> !gone.contains(address)).toList();
  }

  private static InternetAddress address(String email) {
    InternetAddress address = new InternetAddress();
    address.setAddress(email);
    return address;
  }

  /** The bytes as they were composed, and whether the last of them went out. */
  private static final class Verbatim extends MimeMessage {
    private final Content bytes;
    private final String from;
    private boolean written;

    private Verbatim(Content bytes, String from) {
      super((Session) null);
      this.bytes = bytes;
      this.from = from;
    }

    /** The envelope's, since the header is not read. */
    @Override
    public InternetAddress[] getFrom() {
      return new InternetAddress[] {address(from)};
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException {
      bytes.writeTo(out);
      written = true;
    }
  }
}
