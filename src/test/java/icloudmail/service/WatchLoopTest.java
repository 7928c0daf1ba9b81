package icloudmail.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Ticker;
import icloudmail.model.WatchEvent;
import icloudmail.model.WatchReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The watch by a clock that only these tests move. */
class WatchLoopTest {
  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

  private final List<String> log = new ArrayList<>();
  private final Time time = new Time();
  private final Server server = new Server();
  private Ending ending = new Ending(time, null);

  /** A clock of the wall and one of the machine, which a sleeping computer does not move. */
  private static final class Time implements Ticker {
    private long nanos;
    private Duration slept = Duration.ZERO;
    private boolean stopped;
    private @Nullable Instant end;
    private @Nullable Duration sleepsAt;

    private void pass(Duration duration) {
      nanos += duration.toNanos();
      if (sleepsAt != null && elapsed().compareTo(sleepsAt) > 0) {
        sleepsAt = null;
        slept = Duration.ofHours(8);
      }
      stopped |= end != null && !now().isBefore(end);
    }

    private Duration elapsed() {
      return Duration.ofNanos(nanos);
    }

    @Override
    public Instant now() {
      return START.plus(slept).plusNanos(nanos);
    }

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public void await(Duration longest) {
      pass(longest);
    }

    @Override
    public boolean stopped() {
      return stopped;
    }

    @Override
    public Guard guard(Runnable onStop) {
      return () -> {};
    }
  }

  /** What happens when something is next asked of the server. */
  private interface Turn {
    void happen() throws MailException;
  }

  /** A server by script: what a turn does not say goes well and takes no time. */
  private final class Server implements WatchLoop.Lines, WatchReport {
    private final Deque<Turn> opens = new ArrayDeque<>();
    private final Deque<Turn> looks = new ArrayDeque<>();
    private final Deque<Turn> dones = new ArrayDeque<>();
    private final Deque<Turn> waits = new ArrayDeque<>();
    private final List<WatchEvent> events = new ArrayList<>();
    private boolean idles = true;
    private boolean changed;
    private int open;

    private void turn(Deque<Turn> script) throws MailException {
      Turn next = script.poll();
      if (next != null) {
        next.happen();
      }
    }

    @Override
    public WatchLoop.Line open() throws MailException {
      log.add("open");
      turn(opens);
      open++;
      return new WatchLoop.Line() {
        private boolean gone;

        @Override
        public void look() throws MailException {
          log.add("look");
          turn(looks);
        }

        @Override
        public boolean idle() {
          log.add(idles ? "idle" : "refused");
          return idles;
        }

        @Override
        public boolean await(Duration longest) throws MailException {
          changed = false;
          if (waits.isEmpty()) {
            time.pass(longest);
          }
          turn(waits);
          return changed;
        }

        @Override
        public void done() throws MailException {
          log.add("done");
          turn(dones);
        }

        @Override
        public Duration longest() {
          return Duration.ofHours(1);
        }

        @Override
        public void wake() {}

        @Override
        public void drop() {
          leave("drop");
        }

        @Override
        public void close() {
          leave("logout");
        }

        private void leave(String how) {
          assertThat(gone).isFalse();
          gone = true;
          open--;
          log.add(how);
        }
      };
    }

    @Override
    public void event(WatchEvent event) {
      events.add(event);
    }

    @Override
    public void setback(String account, MailException failure) {
      throw new AssertionError(failure);
    }

    private List<WatchEvent.Reconnect> reconnects() {
      return events.stream()
          .filter(WatchEvent.Reconnect.class::isInstance)
          .map(WatchEvent.Reconnect.class::cast)
          .toList();
    }
  }

  private static Turn failing(Kind kind) {
    return () -> {
      throw new MailException(kind, kind.toString());
    };
  }

  private Turn after(Duration duration, Turn turn) {
    return () -> {
      time.pass(duration);
      turn.happen();
    };
  }

  private WatchLoop loop() {
    return new WatchLoop("jo", server, time, server, new Backoff(new Random(1)), ending);
  }

  private void runFor(Duration duration) throws MailException {
    time.end = time.now().plus(duration);
    loop().run();
    assertThat(server.open).isZero();
  }

  @Test
  void itLooksFirstThenWaitsAndRenewsIdleWithinNineMinutes() throws Exception {
    runFor(Duration.ofMinutes(30));

    assertThat(log)
        .containsExactly(
            "open", "look", "idle", "done", "look", "idle", "done", "look", "idle", "done", "look",
            "idle", "logout");
    assertThat(server.reconnects()).isEmpty();
    assertThat(server.events)
        .filteredOn(WatchEvent.Heartbeat.class::isInstance)
        .extracting(event -> Duration.between(START, ((WatchEvent.Heartbeat) event).at()))
        .containsExactly(
            Duration.ZERO,
            Duration.ofSeconds(510),
            Duration.ofSeconds(1020),
            Duration.ofSeconds(1530));
  }

  @Test
  void aChangeIsLookedAtAtOnce() throws Exception {
    server.waits.add(after(Duration.ofSeconds(3), () -> server.changed = true));

    runFor(Duration.ofMinutes(1));

    assertThat(log).containsExactly("open", "look", "idle", "done", "look", "idle", "logout");
  }

  @Test
  void aCutWhileItWaitsIsFollowedByALookOverANewConnection() throws Exception {
    server.waits.add(after(Duration.ofMinutes(2), failing(Kind.TEMPORARY)));

    runFor(Duration.ofMinutes(4));

    assertThat(log)
        .containsExactly("open", "look", "idle", "drop", "open", "look", "idle", "logout");
    assertThat(server.reconnects())
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.pause()).isBetween(Duration.ofMillis(750), Duration.ofSeconds(1)));
  }

  @Test
  void aServerThatDoesNotAnswerDoneIsLeft() throws Exception {
    server.dones.add(after(Duration.ofSeconds(60), failing(Kind.TEMPORARY)));

    runFor(Duration.ofMinutes(12));

    assertThat(log)
        .containsExactly("open", "look", "idle", "done", "drop", "open", "look", "idle", "logout");
  }

  @Test
  void afterASleepOfEightHoursItConnectsAnewAtOnce() throws Exception {
    server.waits.add(
        () -> {
          time.pass(Duration.ofSeconds(2));
          time.slept = Duration.ofHours(8);
        });

    time.end = START.plus(Duration.ofHours(8)).plusSeconds(60);
    loop().run();

    assertThat(log)
        .containsExactly("open", "look", "idle", "drop", "open", "look", "idle", "logout");
    assertThat(server.reconnects().get(0).pause()).isZero();
    assertThat(server.reconnects().get(0).reason()).contains("asleep");
  }

  @Test
  void whenItWakesUpInThePauseItDoesNotWaitOn() throws Exception {
    for (int i = 0; i < 9; i++) {
      server.opens.add(failing(Kind.TEMPORARY));
    }
    time.sleepsAt = Duration.ofMinutes(5);

    time.end = START.plus(Duration.ofHours(8)).plus(Duration.ofMinutes(6));
    loop().run();

    assertThat(server.reconnects()).hasSize(9);
    assertThat(server.reconnects().get(8).pause()).isGreaterThan(Duration.ofMinutes(3));
    // it was to wait until after minute 6
    assertThat(log).endsWith("open", "look", "idle", "logout");
  }

  @Test
  void pausesGrowAreJitteredAndHaveACap() throws Exception {
    for (int i = 0; i < 40; i++) {
      server.opens.add(failing(Kind.TEMPORARY));
    }

    runFor(Duration.ofHours(4));

    List<Duration> pauses = server.reconnects().stream().map(WatchEvent.Reconnect::pause).toList();
    assertThat(pauses).hasSize(40);
    for (int i = 0; i < pauses.size(); i++) {
      long whole = Math.min(300_000, 1000L << Math.min(i, 9));
      assertThat(pauses.get(i).toMillis()).isBetween(whole * 3 / 4, whole);
    }
    assertThat(pauses.subList(10, 40)).doesNotHaveDuplicates();
  }

  @Test
  void aConnectionThatStoodForAWhileBeginsThePausesAnew() throws Exception {
    for (int i = 0; i < 5; i++) {
      server.opens.add(failing(Kind.TEMPORARY));
    }
    server.waits.add(after(Duration.ofMinutes(5), failing(Kind.TEMPORARY)));

    runFor(Duration.ofMinutes(10));

    List<WatchEvent.Reconnect> all = server.reconnects();
    assertThat(all).hasSize(6);
    assertThat(all.get(4).pause()).isGreaterThan(Duration.ofSeconds(11));
    assertThat(all.get(5).pause()).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aRefusedLoginEndsItAndIsNotTriedAgain() {
    server.waits.add(after(Duration.ofMinutes(5), failing(Kind.TEMPORARY)));
    server.opens.add(() -> {});
    server.opens.add(failing(Kind.AUTH));

    assertThatThrownBy(() -> runFor(Duration.ofHours(1)))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(Kind.AUTH));
    assertThat(log).containsExactly("open", "look", "idle", "drop", "open");
  }

  @Test
  void aServerThatCannotProveWhoItIsEndsItAtFirstAndIsWaitedOutLater() throws Exception {
    server.opens.add(failing(Kind.PROTOCOL));
    assertThatThrownBy(() -> runFor(Duration.ofHours(1))).isInstanceOf(MailException.class);

    log.clear();
    server.opens.add(() -> {});
    server.opens.add(failing(Kind.PROTOCOL));
    server.waits.add(failing(Kind.TEMPORARY));
    runFor(Duration.ofMinutes(1));

    assertThat(log)
        .containsExactly("open", "look", "idle", "drop", "open", "open", "look", "idle", "logout");
  }

  @Test
  void withoutANetworkAtFirstItWaitsForOne() throws Exception {
    server.opens.add(failing(Kind.TEMPORARY));

    runFor(Duration.ofMinutes(1));

    assertThat(log).containsExactly("open", "open", "look", "idle", "logout");
  }

  @Test
  void whereIdleIsRefusedItLooksEveryMinute() throws Exception {
    server.idles = false;

    runFor(Duration.ofSeconds(150));

    assertThat(log)
        .containsExactly("open", "look", "refused", "look", "refused", "look", "refused", "logout");
  }

  @Test
  void aWaitEndsWithItsTimeAlsoWithinATick() throws Exception {
    ending = new Ending(time, Duration.ofSeconds(12));

    loop().run();

    assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(12));
    assertThat(log).containsExactly("open", "look", "idle", "logout");
  }

  @Test
  void aWaitEndsWithItsTimeAlsoInAPauseAndKnowsThatItCouldNotLook() throws Exception {
    ending = new Ending(time, Duration.ofSeconds(12));
    for (int i = 0; i < 20; i++) {
      server.opens.add(failing(Kind.TEMPORARY));
    }
    WatchLoop loop = loop();

    loop.run();

    assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(12));
    assertThat(loop.unsettled()).isNotNull();
  }

  @Test
  void aWaitEndsWithTheFirstMessage() throws Exception {
    ending = new Ending(time, Duration.ofHours(12));
    server.waits.add(after(Duration.ofSeconds(4), () -> server.changed = true));
    server.looks.add(() -> {});
    server.looks.add(() -> ending.told(1));
    WatchLoop loop = loop();

    loop.run();

    assertThat(log).containsExactly("open", "look", "idle", "done", "look", "logout");
    assertThat(loop.unsettled()).isNull();
  }

  @Test
  void aThousandReconnectsLeaveNoLineOpen() throws Exception {
    for (int i = 0; i < 1000; i++) {
      server.waits.add(after(Duration.ofSeconds(90), failing(Kind.TEMPORARY)));
    }

    runFor(Duration.ofHours(30));

    assertThat(server.reconnects()).hasSize(1000);
    assertThat(log).filteredOn("open"::equals).hasSize(1001);
    assertThat(log).filteredOn("drop"::equals).hasSize(1000);
  }
}
