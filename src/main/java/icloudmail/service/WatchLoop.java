package icloudmail.service;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Ticker;
import icloudmail.model.WatchEvent;
import icloudmail.model.WatchReport;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches over one connection, and over its successors: look, wait for a change, look again. After
 * each new connection it looks first, so that nothing in between is missed. Whatever passes is
 * waited out; a refused login ends it, so that it never hammers.
 */
final class WatchLoop {
  /** IDLE is begun anew at least every 9 minutes: what lies between forgets silent connections. */
  static final Duration RENEWED = Duration.ofMinutes(8).plusSeconds(30);

  /** How often is looked where the server does not tell. */
  static final Duration POLLED = Duration.ofMinutes(1);

  /** How often the clocks are compared. */
  static final Duration TICK = Duration.ofSeconds(5);

  /** Between the clocks: after it the computer has slept, and the connection is none any more. */
  private static final Duration JUMP = Duration.ofSeconds(30);

  /** A connection that stood for so long was a good one. */
  private static final Duration STOOD = Duration.ofMinutes(1);

  private static final Set<Kind> PASSING = EnumSet.of(Kind.TEMPORARY, Kind.PROTOCOL, Kind.REFUSED);

  private final String account;
  private final Lines lines;
  private final Ticker ticker;
  private final WatchReport report;
  private final Backoff backoff;
  private final Ending ending;
  private boolean everStood;
  private boolean polls;
  private @Nullable MailException unsettled;

  /** A connection with what is watched. */
  interface Line extends AutoCloseable {
    /** Tells what is new. */
    void look() throws MailException;

    /** Begins to wait; false where the server does not tell of changes. */
    boolean idle() throws MailException;

    /** Waits for a change; tells whether there was one. */
    boolean await(Duration longest) throws MailException;

    /** Ends the waiting; a server that does not answer is none any more. */
    void done() throws MailException;

    /** How long at most it may be waited before the next look. */
    Duration longest();

    /** Ends an {@link #await} early; called from another thread. */
    void wake();

    /** Leaves without a word. */
    void drop();

    /** Takes leave of the server. */
    @Override
    void close();
  }

  /** Makes lines. */
  interface Lines {
    Line open() throws MailException;
  }

  WatchLoop(
      String account,
      Lines lines,
      Ticker ticker,
      WatchReport report,
      Backoff backoff,
      Ending ending) {
    this.account = account;
    this.lines = lines;
    this.ticker = ticker;
    this.report = report;
    this.backoff = backoff;
    this.ending = ending;
  }

  /**
   * Watches until it is over.
   *
   * @throws MailException where it would not help to go on: a refused login, a wrong configuration,
   *     a folder that is not there, and at first also a server that cannot prove who it is
   */
  void run() throws MailException {
    while (!ending.getAsBoolean()) {
      long began = ticker.nanos();
      try {
        attend();
      } catch (MailException e) {
        boolean passing = e.kind() == Kind.TEMPORARY || (everStood && PASSING.contains(e.kind()));
        if (!passing) {
          throw e;
        }
        if (ticker.nanos() - began > STOOD.toNanos()) {
          backoff.reset();
        }
        unsettled = e;
        pause(e.getMessage(), backoff.next());
      }
    }
  }

  /** Why nobody knows what is new now, or null where that is known. */
  @Nullable MailException unsettled() {
    return unsettled;
  }

  private void attend() throws MailException {
    Line line = lines.open();
    boolean left = false;
    Ticker.Guard guard = ending.guard(line::wake);
    try {
      everStood = true;
      look(line);
      while (!ending.getAsBoolean()) {
        boolean steady = waited(line);
        if (ending.getAsBoolean()) {
          if (polls && ending.inVain()) {
            // of what came since the last look nobody has told
            look(line);
          }
          break;
        }
        if (steady) {
          look(line);
        } else {
          line.drop();
          left = true;
          reconnect("the computer was asleep, or its clock was set", Duration.ZERO);
          return;
        }
      }
      left = true;
      line.close();
    } finally {
      if (!left) {
        line.drop();
      }
      guard.close();
    }
  }

  private void look(Line line) throws MailException {
    line.look();
    unsettled = null;
    report.event(new WatchEvent.Heartbeat(account, ticker.now()));
  }

  private void reconnect(String reason, Duration pause) throws MailException {
    report.event(new WatchEvent.Reconnect(account, ticker.now(), reason, pause));
  }

  /** Waits for a change or the time to look again; false where time has jumped. */
  private boolean waited(Line line) throws MailException {
    long end = ticker.nanos() + ending.left(least(RENEWED, line.longest())).toNanos();
    boolean idles = line.idle();
    polls = !idles;
    if (polls) {
      end = Math.min(end, ticker.nanos() + POLLED.toNanos());
    }
    boolean changed = false;
    while (!changed && !ending.getAsBoolean() && ticker.nanos() < end) {
      Instant now = ticker.now();
      long nanos = ticker.nanos();
      Duration tick = least(TICK, Duration.ofNanos(end - nanos));
      if (idles) {
        changed = line.await(tick);
      } else {
        ticker.await(tick);
      }
      if (jumped(now, nanos)) {
        return false;
      }
    }
    if (idles && !ending.getAsBoolean()) {
      line.done();
    }
    return true;
  }

  /** Waits before the next attempt; less where the computer was asleep meanwhile. */
  private void pause(String reason, Duration pause) throws MailException {
    reconnect(reason, pause);
    long end = ticker.nanos() + ending.left(pause).toNanos();
    while (!ending.getAsBoolean() && ticker.nanos() < end) {
      Instant now = ticker.now();
      long nanos = ticker.nanos();
      ticker.await(least(TICK, Duration.ofNanos(end - nanos)));
      if (jumped(now, nanos)) {
        return;
      }
    }
  }

  private boolean jumped(Instant before, long nanosBefore) {
    Duration passed = Duration.ofNanos(ticker.nanos() - nanosBefore);
    return Duration.between(before, ticker.now()).minus(passed).abs().compareTo(JUMP) > 0;
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
