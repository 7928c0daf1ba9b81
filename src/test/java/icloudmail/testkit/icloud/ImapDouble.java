package icloudmail.testkit.icloud;

import icloudmail.testkit.MailServers;
import icloudmail.testkit.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Apple's IMAP server over implicit TLS, as far as it is publicly known; the switches are for what
 * it does at times only.
 */
public final class ImapDouble implements AutoCloseable {
  private static final Set<String> NAMES =
      Set.of(MailServers.LOGIN, "jo@me.com", "jo@mac.com", "jo");

  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Mailboxes mailboxes;
  private final AccountProfile profile;
  private final Faults faults;
  private final Listener listener;
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private volatile Moment moment;
  private volatile Set<String> accepted = NAMES;
  private volatile boolean closesAfterRefusal;
  private volatile boolean omitsRowsWithOddMessageId;
  private volatile boolean refusesMove;
  private volatile boolean expungeIsBusy;
  private volatile boolean concealsCopyUid;
  private volatile boolean findsEverything;

  private record Moment(String command, AtomicInteger left, Runnable happening) {}

  public ImapDouble(
      Mailboxes mailboxes, AccountProfile profile, TestCertificate certificate, Faults faults) {
    this.mailboxes = mailboxes;
    this.profile = profile;
    this.faults = faults;
    try {
      listener =
          new Listener(
              wire -> {
                wire.startTls(certificate.context());
                new ImapConversation(this, wire).run();
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.port();
  }

  /** How many connections there have been. */
  public int connections() {
    return listener.accepted();
  }

  /**
   * Commands as they came, without their tags, of all connections. Literals and the answer to
   * AUTHENTICATE stand in their line; of a message to APPEND there is {@code {n}} alone.
   */
  public List<String> commands() {
    return List.copyOf(commands);
  }

  /** Waits until a client has been heard to leave, which is after it has gone. */
  public void awaitLogout() {
    long end = System.nanoTime() + LONGEST.toNanos();
    synchronized (commands) {
      while (!commands.contains("LOGOUT")) {
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0) {
          throw new AssertionError("no LOGOUT: " + commands);
        }
        try {
          commands.wait(left);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  /** Something that happens before the so-many-th occurrence of a command is carried out. */
  public void before(String command, int occurrence, Runnable happening) {
    moment = new Moment(command, new AtomicInteger(occurrence), happening);
  }

  /** Lets only these names log in; at first the Apple addresses of jo, and {@code jo}. */
  public void acceptOnly(Set<String> names) {
    accepted = Set.copyOf(names);
  }

  /** Whether the command after a refused login finds the connection closed, without BYE. */
  public void closeAfterRefusal(boolean on) {
    closesAfterRefusal = on;
  }

  /**
   * Whether FETCH leaves out messages with a quote in their Message-ID or In-Reply-To when it asks
   * for ENVELOPE; else it breaks their rows.
   */
  public void omitRowsWithOddMessageId(boolean on) {
    omitsRowsWithOddMessageId = on;
  }

  /** Whether UID MOVE is an unknown command. */
  public void refuseMove(boolean on) {
    refusesMove = on;
  }

  /** Whether COPY tells nothing of the new UIDs. */
  public void concealCopyUid(boolean on) {
    concealsCopyUid = on;
  }

  /** Whether SEARCH finds every message, whatever is asked for. */
  public void findEverything(boolean on) {
    findsEverything = on;
  }

  /** Whether another client's EXPUNGE is going on, so that ours is refused. */
  public void expungeBusy(boolean on) {
    expungeIsBusy = on;
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Mailboxes mailboxes() {
    return mailboxes;
  }

  AccountProfile profile() {
    return profile;
  }

  Faults faults() {
    return faults;
  }

  void record(String command) {
    synchronized (commands) {
      commands.add(command);
      commands.notifyAll();
    }
    Moment due = moment;
    if (due != null && command.startsWith(due.command()) && due.left().decrementAndGet() == 0) {
      due.happening().run();
    }
  }

  boolean accepts(String user, String password) {
    return accepted.contains(user.toLowerCase(Locale.ROOT))
        && password.equals(MailServers.PASSWORD);
  }

  boolean closesAfterRefusal() {
    return closesAfterRefusal;
  }

  boolean omitsRowsWithOddMessageId() {
    return omitsRowsWithOddMessageId;
  }

  boolean refusesMove() {
    return refusesMove;
  }

  boolean concealsCopyUid() {
    return concealsCopyUid;
  }

  boolean findsEverything() {
    return findsEverything;
  }

  boolean isExpungeBusy() {
    return expungeIsBusy;
  }
}
