package icloudmail.mail;

import icloudmail.model.Account;
import icloudmail.model.Folder;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.ListInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A logged-in connection that comes back. Apple's servers say UNAVAILABLE now and then, forget that
 * a mailbox was selected, and reset connections (icloud-facts 1.4, 2, 4): what may be asked twice
 * is asked again, after a pause, on a new connection with the same folder open.
 */
final class ImapSession implements AutoCloseable {
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(9));

  /** A work of hours may wait for longer than a person does. */
  private static final List<Duration> LONG_PAUSES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          Duration.ofSeconds(9),
          Duration.ofSeconds(27));

  private final SessionFactory sessions;
  private final ImapLogin login;
  private final String account;
  private ImapConnection connection;
  private @Nullable OpenedFolder opened;
  private boolean unnamed;

  /** One or more commands and what their answers mean. */
  interface Command<T> {
    T on(ImapConnection connection) throws ProtocolException, MailException;
  }

  private ImapSession(SessionFactory sessions, String account, ImapLogin login)
      throws MailException {
    this.sessions = sessions;
    this.account = account;
    this.login = login;
    this.connection = connect();
  }

  /**
   * Connects and logs in. The password is read first: without one there is nothing to ask a server.
   *
   * @throws MailException of kind AUTH where the login is refused, TEMPORARY for the network
   */
  static ImapSession open(SessionFactory sessions, Account account) throws MailException {
    Secret password = sessions.passwordOf(account);
    ImapLogin login = new ImapLogin(sessions, account.login(), password);
    return new ImapSession(sessions, account.name(), login);
  }

  /** A server that is busy is asked again; one that cannot be reached is not. */
  private ImapConnection connect() throws MailException {
    for (int attempt = 0; ; attempt++) {
      try {
        return login.connect();
      } catch (MailException e) {
        if (!Failures.busy(e) || attempt == PAUSES.size()) {
          throw e;
        }
        pause(PAUSES.get(attempt), e);
      }
    }
  }

  /** Asks what may be asked twice; {@code what} is attempted, for the message of a failure. */
  <T> T repeat(String what, Command<T> command) throws MailException {
    return persist(what, command, Failures::passing);
  }

  /**
   * Asks what must not be done twice: again only where the server has answered that it did not do
   * it.
   */
  <T> T unlessRefused(String what, Command<T> command) throws MailException {
    return persist(what, command, e -> Failures.passing(e) && Failures.answered(e));
  }

  /**
   * Asks for what comes piece by piece until it is all there. The server is asked again, after a
   * pause, until five attempts in a row have brought nothing.
   *
   * @param pieces how many pieces have come
   */
  void persevere(String what, Command<?> command, LongSupplier pieces) throws MailException {
    long before = pieces.getAsLong();
    for (int failures = 0; ; failures++) {
      try {
        if (failures > 0) {
          restore();
        }
        once(what, command);
        return;
      } catch (MailException e) {
        long now = pieces.getAsLong();
        failures = now > before ? 0 : failures;
        before = now;
        boolean passing = Failures.passing(e) || Failures.timedOut(e);
        if (!passing || failures == LONG_PAUSES.size()) {
          throw e;
        }
        pause(LONG_PAUSES.get(failures), e);
      }
    }
  }

  private <T> T persist(String what, Command<T> command, Predicate<MailException> passing)
      throws MailException {
    for (int attempt = 0; ; attempt++) {
      try {
        if (attempt > 0) {
          restore();
        }
        return once(what, command);
      } catch (MailException e) {
        if (!passing.test(e) || attempt == PAUSES.size()) {
          throw e;
        }
        pause(PAUSES.get(attempt), e);
      }
    }
  }

  private <T> T once(String what, Command<T> command) throws MailException {
    try {
      return command.on(connection);
    } catch (ProtocolException e) {
      throw Failures.imap(what, e);
    } catch (RuntimeException e) {
      throw Failures.imap(what, Unreadable.of(e));
    }
  }

  /** One connection more, of the same login; nobody is asked for the password again. */
  ImapSession beside() throws MailException {
    return new ImapSession(sessions, account, login);
  }

  /** What LIST answers, without folders whose names cannot be read. */
  List<ListInfo> list() throws MailException {
    // no RETURN options, and no LSUB: icloud-facts 1.3
    ListInfo[] all = repeat("listing folders", on -> on.list("", "*"));
    List<ListInfo> named = new ArrayList<>();
    unnamed = false;
    for (ListInfo each : all == null ? new ListInfo[0] : all) {
      if (each.name != null) {
        named.add(each);
      } else if (each.canOpen) {
        unnamed = true;
        log().warn("skipped a folder: the server lists it and does not tell its name");
      }
    }
    return named;
  }

  /**
   * Ends a look at all folders where LIST has named them.
   *
   * @throws MailException of kind PROTOCOL where there is one whose name cannot be read
   */
  void requireNames() throws MailException {
    if (unnamed) {
      throw new MailException(
          Kind.PROTOCOL,
          "not all folders are known: the server lists one and does not tell its name",
          "Rename it at icloud.com. Those that are known can be named with in:FOLDER.");
    }
  }

  /** Opens a folder; until another is opened it is opened again on each new connection. */
  OpenedFolder openFolder(String name, boolean readOnly) throws MailException {
    opened = null;
    OpenedFolder now = repeat("opening " + name, fresh -> OpenedFolder.on(fresh, name, readOnly));
    opened = now;
    log().info("{}: {} messages, UIDVALIDITY {}", name, now.messages(), now.uidValidity());
    return now;
  }

  /**
   * Waits for changes in the open folder; null where the server does not know how.
   *
   * @param longest after which a silent connection counts as dead
   */
  @Nullable Idling idle(Duration longest) throws MailException {
    return Idling.begin(connection, longest, sessions.patience());
  }

  /** The UID that the next message of the open folder will have, as it was when it was opened. */
  long uidNext() {
    return opened == null ? 0 : opened.uidNext();
  }

  /** Whether messages came, in whatever answer, since {@link #noteGrowth}. */
  boolean hasGrown() {
    return connection.hasGrown();
  }

  /** From now on only what comes later is growth. */
  void noteGrowth() {
    connection.noteGrowth();
  }

  /** Leaves without a word: the connection is dead, or about to be. */
  void drop() {
    connection.drop();
  }

  boolean isOpen(String folder) {
    return opened != null && opened.name().equals(folder);
  }

  String server() {
    return sessions.imap().toString();
  }

  String loggedInAs() {
    return login.worked();
  }

  /** How many messages the open folder had when it was last opened. */
  int messages() {
    return opened == null ? 0 : opened.messages();
  }

  /** The open folder has not more than so many, whatever was said when it was opened. */
  void noteMessages(int most) {
    opened = opened == null ? null : opened.withAtMost(most);
  }

  /** Notes which folders the account has, for the next run's command line. */
  void remember(List<Folder> folders) {
    sessions.knownFolders().remember(account, folders.stream().map(Folder::name).toList());
  }

  Logger log() {
    return sessions.log();
  }

  TemporaryFiles temporaryFiles() {
    return sessions.temporaryFiles();
  }

  @Override
  public void close() {
    connection.leave();
  }

  /** Goes on with a new connection, the same folder open. */
  void restore() throws MailException {
    connection.drop();
    connection = login.connect();
    OpenedFolder before = opened;
    if (before == null) {
      return;
    }
    OpenedFolder now;
    try {
      now = OpenedFolder.on(connection, before.name(), before.readOnly());
    } catch (ProtocolException e) {
      throw Failures.imap("opening " + before.name(), e);
    }
    if (now.uidValidity() != before.uidValidity()) {
      throw Failures.renumbered(before.name());
    }
    opened = now;
  }

  private void pause(Duration pause, MailException failure) {
    log().info("{}; trying again in {} s", failure.getMessage(), pause.toSeconds());
    sessions.pause().of(pause);
  }
}
