package icloudmail.mail;

import icloudmail.model.Account;
import icloudmail.model.Content;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Secret;
import icloudmail.model.Submission;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hands messages to the submission server (RFC 6409), several over one connection: STARTTLS first,
 * then the login.
 */
public final class SmtpSubmission implements AutoCloseable {
  /**
   * What smtp.mail.me.com tells as SIZE (icloud-facts 5), so that it can be checked before anything
   * is connected to.
   */
  public static final long APPLE_SIZE = 28_319_744;

  private final SessionFactory sessions;
  private final Account account;
  private @Nullable SubmissionTransport transport;

  public SmtpSubmission(SessionFactory sessions, Account account) {
    this.sessions = sessions;
    this.account = account;
  }

  /** What is to be noted before the final dot, from which on the server may have the message. */
  public interface Handover {
    /**
     * Notes it.
     *
     * @param acceptance who will be served if the message itself is taken
     * @throws MailException where that fails: then the message is not handed over
     */
    void begins(Acceptance acceptance) throws MailException;
  }

  /**
   * Refuses what is larger than Apple takes.
   *
   * @param size octets of a message as it would go out
   */
  public static void checkSize(long size) throws MailException {
    if (size > APPLE_SIZE) {
      throw Refusals.tooLarge(size, APPLE_SIZE);
    }
  }

  /**
   * Connects and logs in, where that is not done yet; {@link #submit} does it otherwise.
   *
   * @throws MailException of kind AUTH where the login is refused, TEMPORARY for the network
   */
  public void logIn() throws MailException {
    loggedIn();
  }

  private SubmissionTransport loggedIn() throws MailException {
    SubmissionTransport connection = transport;
    if (connection == null) {
      connection = connect(sessions, account);
      transport = connection;
    }
    return connection;
  }

  /**
   * Submits {@code content} to every recipient that the server takes.
   *
   * @param size octets of {@code content}; compared with Apple's limit, then with the server's SIZE
   *     (RFC 1870)
   * @throws MailException of kind UNKNOWN_OUTCOME where the connection died after the final dot; of
   *     any other kind the message was not taken
   */
  public Acceptance submit(Submission envelope, Content content, long size, Handover handover)
      throws MailException {
    checkSize(size);
    SubmissionTransport connection = loggedIn();
    boolean stands = false;
    try {
      String parameters = parameters(connection, envelope, content, size);
      boolean taken = connection.send(envelope, parameters, content, handover);
      stands = connection.last().code() != SubmissionTransport.CLOSING;
      if (!taken) {
        throw Refusals.of(sessions.smtp(), envelope, connection);
      }
      return connection.acceptance(envelope);
    } catch (MessagingException e) {
      throw connection.handedOver()
          ? Refusals.unknown(sessions.smtp(), e)
          : Refusals.broken(sessions.smtp(), connection.garbage(), e);
    } catch (IOException e) {
      throw Failures.file("cannot read the message", e);
    } finally {
      if (!stands) {
        close();
      }
    }
  }

  private String parameters(
      SubmissionTransport connection, Submission envelope, Content content, long size)
      throws MailException, IOException {
    StringBuilder parameters = new StringBuilder();
    String limit = connection.getExtensionParameter("SIZE");
    if (limit != null) {
      if (limit.matches("[1-9]\\d{0,17}") && size > Long.parseLong(limit)) {
        throw Refusals.tooLarge(size, Long.parseLong(limit));
      }
      parameters.append(" SIZE=").append(size);
    }
    boolean utf8 =
        Stream.concat(Stream.of(envelope.from()), envelope.recipients().stream())
            .anyMatch(address -> !address.matches("\\p{ASCII}*"));
    if (utf8) {
      require(connection, "SMTPUTF8", "an address has other letters than ASCII");
    }
    if (EightBit.in(content)) {
      require(connection, "8BITMIME", "the message has 8-bit characters");
      parameters.append(" BODY=8BITMIME");
    }
    if (utf8) {
      parameters.append(" SMTPUTF8");
    }
    return parameters.toString();
  }

  private void require(SubmissionTransport connection, String extension, String why)
      throws MailException {
    if (!connection.supportsExtension(extension)) {
      throw new MailException(
          Kind.REFUSED,
          why + ", and " + sessions.smtp().host() + " does not offer " + extension,
          "Nothing was sent. Write it in ASCII alone, if that is possible.");
    }
  }

  /**
   * A connection with STARTTLS, logged in. One that was begun ahead, and that the server has ended
   * in the meantime, is replaced.
   */
  static SubmissionTransport connect(SessionFactory sessions, Account account)
      throws MailException {
    Secret password = sessions.passwordOf(account);
    try {
      SubmissionTransport begun = sessions.submissionAhead();
      return begun == null || !loggedIn(sessions, begun, account, password, true)
          ? fresh(sessions, account, password)
          : begun;
    } catch (MailException e) {
      throw e.rephrased(sessions.mask()::over);
    }
  }

  private static SubmissionTransport fresh(
      SessionFactory sessions, Account account, Secret password) throws MailException {
    SubmissionTransport transport = sessions.submission();
    loggedIn(sessions, transport, account, password, false);
    return transport;
  }

  /**
   * Logs in.
   *
   * @param replaceable whether a server that has left is no failure
   * @return whether that is done; else the server has left
   */
  private static boolean loggedIn(
      SessionFactory sessions,
      SubmissionTransport transport,
      Account account,
      Secret password,
      boolean replaceable)
      throws MailException {
    Endpoint server = sessions.smtp();
    boolean connected = false;
    try {
      transport.logIn(account.login(), password, sessions.mask());
      if (!transport.supportsExtension("AUTH")) {
        // Angus goes on without a login
        throw Refusals.withoutLogin(server, "", new MessagingException("no AUTH"));
      }
      sessions.log().info("logged in to {} as {}", server, account.login());
      connected = true;
    } catch (MessagingException e) {
      MailException failure = Refusals.login(server, account.login(), transport.garbage(), e);
      boolean left = failure.kind() == Kind.TEMPORARY && transport.lost();
      if (!replaceable || !left || Failures.timedOut(failure)) {
        throw failure;
      }
    } finally {
      if (!connected) {
        leave(sessions, transport);
      }
    }
    return connected;
  }

  /** Says QUIT. What comes of it says nothing of a message, which is taken or refused by now. */
  static void leave(SessionFactory sessions, SubmissionTransport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      sessions.log().debug("QUIT failed", e);
    }
  }

  @Override
  public void close() {
    if (transport != null) {
      leave(sessions, transport);
      transport = null;
    }
  }

  /** Notices octets beyond ASCII. */
  private static final class EightBit extends OutputStream {
    private boolean found;

    static boolean in(Content content) throws IOException {
      EightBit looking = new EightBit();
      content.writeTo(looking);
      return looking.found;
    }

    @Override
    public void write(int octet) {
      found |= (octet & 0x80) != 0;
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
      for (int i = offset; i < offset + length && !found; i++) {
        found = octets[i] < 0;
      }
    }
  }
}
