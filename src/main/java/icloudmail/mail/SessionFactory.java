package icloudmail.mail;

import icloudmail.model.Account;
import icloudmail.model.KnownFolders;
import icloudmail.model.LoginForms;
import icloudmail.model.MailException;
import icloudmail.model.Pause;
import icloudmail.model.Secret;
import jakarta.mail.Session;
import jakarta.mail.util.StreamProvider;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.util.MailLogger;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Every {@code mail.*} property of the product, and the only place that makes sessions. */
public final class SessionFactory {
  static {
    // the only one there is; Jakarta Mail would look through all libraries for it
    System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
  }

  private final Preset preset;
  private final Duration timeout;
  private final @Nullable WireTrace trace;
  private final Mask mask;
  private final LoginForms loginForms;
  private final KnownFolders knownFolders;
  private final Pause pause;
  private final Logger log;
  private final TemporaryFiles temporaryFiles = new TemporaryFiles();
  private @Nullable HeadStart ahead;
  private @Nullable SubmissionAhead submissionAhead;
  private @Nullable TlsContext tls;
  private boolean warned;

  /**
   * @param timeout longest wait for a connection, and for each answer of a server
   * @param trace where the wire is written, or null for nowhere
   * @param pause waits before a busy server is asked again
   */
  public SessionFactory(
      Preset preset,
      Duration timeout,
      @Nullable WireTrace trace,
      LoginForms loginForms,
      KnownFolders knownFolders,
      Pause pause,
      Logger log) {
    this.preset = preset;
    this.timeout = timeout;
    this.trace = trace;
    this.mask = trace == null ? new Mask() : trace.mask();
    this.loginForms = loginForms;
    this.knownFolders = knownFolders;
    this.pause = pause;
    this.log = log;
  }

  /**
   * The same, with a connection that was begun ahead, which the first that needs one takes over.
   */
  public SessionFactory after(@Nullable HeadStart start) {
    ahead = start;
    return this;
  }

  /** The same, with a connection for submission that was begun ahead, or null. */
  public SessionFactory submittingAfter(@Nullable SubmissionAhead begun) {
    submissionAhead = begun;
    return this;
  }

  /** The same, with what TLS needs being loaded already, or null. */
  public SessionFactory with(@Nullable TlsContext loading) {
    tls = loading;
    return this;
  }

  /** Begins to connect to the IMAP server, for the next who needs a connection. */
  public HeadStart connectAhead() {
    HeadStart start = HeadStart.to(preset, tls(), timeout);
    ahead = start;
    return start;
  }

  /** Longest wait for each answer of a server. */
  public Duration patience() {
    return timeout;
  }

  Endpoint imap() {
    return preset.imap();
  }

  Endpoint smtp() {
    return preset.smtp();
  }

  /**
   * The account's password, which {@link #mask} hides from now on. Where login or password cannot
   * be Apple's, the user is warned, and both are tried all the same (icloud-facts 4).
   */
  Secret passwordOf(Account account) throws MailException {
    Secret password = account.passwordSource().password();
    hide(account.login(), password);
    if (!warned && !ImapLogin.isApple(account.login())) {
      log.warn("the login {} is at none of icloud.com, me.com and mac.com", account.login());
    }
    if (!warned && !password.looksAppSpecific()) {
      log.warn("the password does not look like an app-specific one (abcd-efgh-ijkl-mnop)");
    }
    warned = true;
    return password;
  }

  /**
   * From now on {@code password} is hidden in all that a server says, also where nobody logs in: a
   * server may know it from before.
   */
  public void hide(String login, Secret password) {
    mask.add(login, password);
  }

  /** Is put over all that a server says, and over the trace. */
  Mask mask() {
    return mask;
  }

  LoginForms loginForms() {
    return loginForms;
  }

  KnownFolders knownFolders() {
    return knownFolders;
  }

  Pause pause() {
    return pause;
  }

  Logger log() {
    return log;
  }

  /** One for the whole run. */
  TemporaryFiles temporaryFiles() {
    return temporaryFiles;
  }

  /** Properties of IMAP with implicit TLS, which {@link #imapSockets} begin: {@code mail.imaps}. */
  Properties imapProperties() {
    Properties properties = new Properties();
    patient(properties, "mail.imaps", timeout);
    return properties;
  }

  /** The sockets of one IMAP connection. */
  TlsSockets imapSockets() {
    return new TlsSockets(tls(), ahead);
  }

  /** What TLS begins with, and whom it trusts. */
  SSLSocketFactory sockets() throws MailException {
    return tls().sockets();
  }

  private synchronized TlsContext tls() {
    TlsContext context = tls == null ? TlsContext.of(preset) : tls;
    tls = context;
    return context;
  }

  /**
   * The connection for submission that was begun ahead; nobody has logged in on it.
   *
   * @return null where there is none, or not such a one as {@link #submission()} would be: the
   *     trace tells of a whole connection, and the user may wish to wait for another time
   * @throws MailException why it could not be made
   */
  @Nullable SubmissionTransport submissionAhead() throws MailException {
    SubmissionAhead begun = submissionAhead;
    return begun == null || trace != null ? null : begun.take(preset.smtp(), timeout);
  }

  /**
   * A connection for submission; nobody has logged in on it.
   *
   * @throws MailException why it cannot be made
   */
  SubmissionTransport submission() throws MailException {
    return submission(preset.smtp(), tls(), timeout, trace);
  }

  static SubmissionTransport submission(
      Endpoint server, TlsContext tls, Duration timeout, @Nullable WireTrace trace)
      throws MailException {
    PromptSockets promptSockets = new PromptSockets();
    Session session = Session.getInstance(smtpProperties(tls, timeout, promptSockets));
    if (trace != null) {
      session.setDebugOut(trace.stream());
      session.setDebug(true);
    }
    return SubmissionTransport.open(session, promptSockets, server);
  }

  /**
   * Properties of submission with STARTTLS: {@code mail.smtp}.
   *
   * @param timeout longest wait for a connection, and for each answer
   * @param promptSockets what connects it
   */
  static Properties smtpProperties(TlsContext tls, Duration timeout, PromptSockets promptSockets) {
    Properties properties = new Properties();
    patient(properties, "mail.smtp", timeout);
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    properties.put("mail.smtp.ssl.socketFactory", new StartTlsSockets(tls));
    properties.setProperty("mail.smtp.starttls.enable", "true");
    properties.setProperty("mail.smtp.starttls.required", "true");
    // who logs in is only known once TLS stands
    properties.setProperty("mail.smtp.auth", "false");
    properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    // the name of the user's machine is nobody's business, and to find it can take a DNS time-out
    properties.setProperty("mail.smtp.localhost", "localhost");
    properties.setProperty("mail.mime.allowutf8", "true");
    properties.put("mail.smtp.socketFactory", promptSockets);
    properties.setProperty("mail.smtp.quitwait", "false");
    return properties;
  }

  /**
   * A session for reading messages, the fields of which it gives octet by octet, since what is not
   * UTF-8 would be lost; {@link HeaderText} tells their characters.
   */
  static Session reading() {
    return Session.getInstance(new Properties());
  }

  /** A session for composing messages, whose header fields may be UTF-8 (RFC 6532). */
  static Session composing() {
    Properties properties = new Properties();
    properties.setProperty("mail.mime.allowutf8", "true");
    return Session.getInstance(properties);
  }

  MailLogger imapLogger() {
    return trace == null
        ? new MailLogger(SessionFactory.class, "IMAP", false, null)
        : new MailLogger(SessionFactory.class, "IMAP", true, trace.stream());
  }

  private static void patient(Properties properties, String family, Duration timeout) {
    String millis = Long.toString(timeout.toMillis());
    properties.setProperty(family + ".connectiontimeout", millis);
    properties.setProperty(family + ".timeout", millis);
    properties.setProperty(family + ".writetimeout", millis);
    // else a socket refused by our factory is tried again with the JDK's own trust
    properties.setProperty(family + ".socketFactory.fallback", "false");
  }
}
