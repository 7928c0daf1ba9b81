package icloudmail;

import icloudmail.model.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The time of this process and, once somebody wants to know, its end by a signal: those who are to
 * stop have a moment for it.
 */
final class ProcessTicker implements Ticker {
  /** Whoever ends a program by hand does not wait for longer. */
  private static final Duration MOMENT = Duration.ofMillis(500);

  private final Clock clock;
  private final Set<Runnable> running = new HashSet<>();
  private boolean listening;
  private boolean stopped;

  ProcessTicker(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public synchronized void await(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    try {
      for (long left = longest.toNanos(); !stopped && left > 0; left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized boolean stopped() {
    return stopped;
  }

  /** What begins when the signal has come already is told of it at once. */
  @Override
  public Guard guard(Runnable onStop) {
    boolean late;
    synchronized (this) {
      listen();
      running.add(onStop);
      late = stopped;
    }
    if (late) {
      onStop.run();
    }
    return () -> ended(onStop);
  }

  private synchronized void listen() {
    if (listening) {
      return;
    }
    listening = true;
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "icloud-mail-stop"));
    } catch (IllegalStateException e) {
      // the process is ending already
      stopped = true;
    }
  }

  private synchronized void ended(Runnable one) {
    running.remove(one);
    notifyAll();
  }

  /** As the signal does it. */
  void stop() {
    List<Runnable> all;
    synchronized (this) {
      stopped = true;
      notifyAll();
      all = List.copyOf(running);
    }
    all.forEach(Runnable::run);
    long end = System.nanoTime() + MOMENT.toNanos();
    synchronized (this) {
      try {
        for (long left = MOMENT.toNanos();
            !running.isEmpty() && left > 0;
            left = end - System.nanoTime()) {
          TimeUnit.NANOSECONDS.timedWait(this, left);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
