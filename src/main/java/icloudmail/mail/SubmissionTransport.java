package icloudmail.mail;

import icloudmail.model.Content;
import icloudmail.model.MailException;
import icloudmail.model.RefusedRecipient;
import icloudmail.model.Secret;
import icloudmail.model.Submission;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * A connection that hands over a message in as few round trips as the server's PIPELINING allows
 * (RFC 2920), and knows of each reply which command it answers.
 */
final class SubmissionTransport extends SMTPTransport {
  /** So much may be on its way unread without either side waiting for the other's buffers. */
  private static final int MOST_UNREAD = 100;

  /** The server ends the connection with this reply (RFC 5321 section 3.8). */
  static final int CLOSING = 421;

  /** The reply that a connection begins with (RFC 5321 section 4.2.2). */
  private static final int GREETING = 220;

  private final PromptSockets sockets;
  private final Endpoint server;
  private final List<SmtpReply> replies = new ArrayList<>();
  private int unread;
  private boolean resetting;
  private SmtpReply last = SmtpReply.NONE;
  private boolean handedOver;
  private boolean open;
  private boolean greetingHeard;
  private Mask mask = new Mask();
  private String garbage = "";
  private String verb = "";

  private SubmissionTransport(Session session, PromptSockets sockets, Endpoint server) {
    super(session, new URLName("smtp", server.host(), -1, null, null, null));
    this.sockets = sockets;
    this.server = server;
  }

  /**
   * Connects as far as no login is needed: greeting, EHLO, STARTTLS, TLS, EHLO. No credential is
   * sent.
   *
   * @param sockets what {@code session} connects with
   * @throws MailException as {@link Refusals#login} has it
   */
  static SubmissionTransport open(Session session, PromptSockets sockets, Endpoint server)
      throws MailException {
    SubmissionTransport transport = new SubmissionTransport(session, sockets, server);
    try {
      transport.open();
      return transport;
    } catch (MessagingException e) {
      throw Refusals.login(
          server, "", transport.garbage, OutOfPlace.or(e, transport.verb, transport.last));
    }
  }

  private synchronized void open() throws MessagingException {
    protocolConnect(server.host(), server.port(), null, null);
    setConnected(true);
    open = true;
  }

  /**
   * Logs in (RFC 4954); from now on {@code hiding} is put over what the server says.
   *
   * @throws MessagingException where that is refused, or the connection broke; see {@link #lost()}
   */
  synchronized void logIn(String login, Secret password, Mask hiding) throws MessagingException {
    mask = hiding;
    last = SmtpReply.NONE;
    // the library logs in as the last step of connecting; what came in those before it is known
    greetingHeard = true;
    try {
      if (!protocolConnect(server.host(), server.port(), login, password.reveal())) {
        throw new AuthenticationFailedException(getLastServerResponse());
      }
    } catch (MessagingException e) {
      throw OutOfPlace.or(e, verb, last);
    }
  }

  /** Whether the server has left, without an answer to the last command. */
  boolean lost() {
    return last.code() < 0 || last.code() == CLOSING;
  }

  /** Says QUIT and leaves without waiting for an answer that nobody needs. */
  @Override
  public synchronized void close() throws MessagingException {
    sockets.leave();
    super.close();
  }

  /** The last reply; {@link SmtpReply#NONE} where the connection ended before one came. */
  SmtpReply last() {
    return last;
  }

  /** What came in place of a reply and is none (RFC 5321 section 4.2); else empty. */
  String garbage() {
    return garbage;
  }

  /** Whether the final dot was sent, or may have been. */
  boolean handedOver() {
    return handedOver;
  }

  /** The reply to MAIL. */
  SmtpReply sender() {
    return replies.isEmpty() ? SmtpReply.NONE : replies.get(0);
  }

  /** The recipients that were refused, with the replies. */
  List<RefusedRecipient> refused(Submission envelope) {
    List<RefusedRecipient> refused = new ArrayList<>();
    for (int i = 1; i < replies.size() && i <= envelope.recipients().size(); i++) {
      if (!replies.get(i).positive()) {
        refused.add(new RefusedRecipient(envelope.recipients().get(i - 1), replies.get(i).text()));
      }
    }
    return refused;
  }

  /** Who is served, and who is not. */
  Acceptance acceptance(Submission envelope) {
    List<RefusedRecipient> refused = refused(envelope);
    List<String> gone = refused.stream().map(RefusedRecipient::address).toList();
    return new Acceptance(
        envelope.recipients().stream().filter(each -> !gone.contains(each)).toList(), refused);
  }

  /**
   * Sends {@code content} to the recipients that the server takes.
   *
   * @param parameters of MAIL, each with a blank before it
   * @return whether the server has taken it
   * @throws MessagingException where the connection broke; see {@link #handedOver()}
   * @throws IOException where {@code content} cannot be read
   * @throws MailException as {@code handover} throws it; nothing is sent then
   */
  synchronized boolean send(
      Submission envelope, String parameters, Content content, SmtpSubmission.Handover handover)
      throws MessagingException, IOException, MailException {
    replies.clear();
    unread = 0;
    last = SmtpReply.NONE;
    handedOver = false;
    try {
      return exchange(envelope, parameters, content, handover);
    } catch (MessagingException e) {
      if (last.negative()) {
        return false;
      }
      throw mask.over(e);
    } catch (MessageWire.Broken e) {
      return parting(e);
    }
  }

  private boolean exchange(
      Submission envelope, String parameters, Content content, SmtpSubmission.Handover handover)
      throws MessagingException, IOException, MailException {
    boolean pipelining = supportsExtension("PIPELINING");
    command("MAIL FROM:<" + envelope.from() + ">" + parameters, pipelining);
    for (String recipient : envelope.recipients()) {
      command("RCPT TO:<" + recipient + ">", pipelining && unread < MOST_UNREAD);
    }
    if (!pipelining && noneTaken()) {
      reset();
      return false;
    }
    OutputStream data = data();
    if (!noneTaken()) {
      content.writeTo(new MessageWire(data));
      handover.begins(acceptance(envelope));
      handedOver = true;
    }
    finishData();
    return handedOver;
  }

  /** A server that hangs up in the middle may have said why. */
  private boolean parting(MessageWire.Broken e) throws MessagingException {
    if (!(e.getCause() instanceof SocketTimeoutException)) {
      read();
    }
    if (last.negative()) {
      return false;
    }
    throw new MessagingException("the connection broke within the message", e);
  }

  /** Sends a command; its reply is read at once, or before that of a later one. */
  private void command(String line, boolean pipelined) throws MessagingException {
    sendCommand(line);
    unread++;
    if (!pipelined) {
      readUnread();
    }
  }

  private void readUnread() throws MessagingException {
    while (unread > 0) {
      unread--;
      if (read() < 0) {
        throw new MessagingException("[EOF]");
      }
      replies.add(last);
      if (!last.positive() && !last.negative()) {
        throw new OutOfPlace(replies.size() == 1 ? "MAIL" : "RCPT", last.text());
      }
    }
  }

  private boolean noneTaken() {
    return !sender().positive() || replies.stream().skip(1).noneMatch(SmtpReply::positive);
  }

  @Override
  protected boolean ehlo(String domain) throws MessagingException {
    if (!open && !super.ehlo(domain)) {
      // HELO, as the library would say next, offers no STARTTLS; and once TLS stands, what the
      // server offered before must be forgotten (RFC 3207 section 4.2)
      throw new MessagingException(last.negative() ? last.text() : "[EOF]");
    }
    return true;
  }

  @Override
  protected int readServerResponse() throws MessagingException {
    if (greetingHeard) {
      greetingHeard = false;
      return GREETING;
    }
    readUnread();
    return read();
  }

  @Override
  public synchronized String getLastServerResponse() {
    String said = super.getLastServerResponse();
    return said == null ? "" : mask.over(said);
  }

  /** Takes back what was begun; answers the code of the reply, or a negative number for none. */
  synchronized int reset() throws MessagingException {
    resetting = true;
    super.sendCommand("RSET");
    return read();
  }

  /** The library says RSET behind any reply that it did not ask for. */
  @Override
  protected void sendCommand(String command) throws MessagingException {
    resetting = command.equals("RSET");
    if (resetting && !last.negative()) {
      // nothing was refused that could be cleared up: the server may be waiting for a message
      String said = last.code() > 0 ? last.text() : garbage;
      throw said.isEmpty()
          ? new MessagingException(getLastServerResponse())
          : new OutOfPlace(verb, said);
    }
    verb = OutOfPlace.verb(command, verb);
    super.sendCommand(command);
  }

  private int read() throws MessagingException {
    if (resetting) {
      // the library clears up behind a refusal, which is what counts
      return super.readServerResponse();
    }
    last = last.code() == CLOSING ? last : SmtpReply.NONE;
    int code = super.readServerResponse();
    String said = getLastServerResponse();
    boolean ofClass = code >= 200 && code < 600;
    if (ofClass && ReplyLines.haveOneCode(said)) {
      last = SmtpReply.of(code, said);
      return code;
    }
    if (ofClass || !ReplyLines.areCut(said)) {
      garbage = ServerText.line(said);
    }
    return -1;
  }
}
