package icloudmail.mail;

import icloudmail.model.Account;
import icloudmail.model.MailException;
import jakarta.mail.MessagingException;

/** Asks the submission server what it would take, without a message. */
public final class SubmissionProbe implements AutoCloseable {
  private static final int OK = 250;

  private final SessionFactory sessions;
  private final SubmissionTransport transport;

  private SubmissionProbe(SessionFactory sessions, SubmissionTransport transport) {
    this.sessions = sessions;
    this.transport = transport;
  }

  /**
   * Connects with STARTTLS and logs in.
   *
   * @throws MailException of kind AUTH where the login is refused, TEMPORARY for the network
   */
  public static SubmissionProbe open(SessionFactory sessions, Account account)
      throws MailException {
    return new SubmissionProbe(sessions, SmtpSubmission.connect(sessions, account));
  }

  /** The server, as {@code host:port}. */
  public String server() {
    return sessions.smtp().toString();
  }

  /**
   * Begins a message from {@code address} and takes it back.
   *
   * @throws MailException of kind REFUSED where the address is not the account's (icloud-facts 5)
   */
  public void tryFrom(String address) throws MailException {
    try {
      if (transport.simpleCommand("MAIL FROM:<" + address + ">") != OK) {
        throw transport.last().negative()
            ? Refusals.sender(sessions.smtp(), transport.last())
            : Refusals.broken(
                sessions.smtp(), transport.garbage(), new MessagingException("[EOF]"));
      }
      if (transport.reset() != OK) {
        throw new MessagingException(transport.getLastServerResponse());
      }
    } catch (MessagingException e) {
      throw Refusals.broken(sessions.smtp(), transport.garbage(), e);
    }
  }

  @Override
  public void close() {
    SmtpSubmission.leave(sessions, transport);
  }
}
