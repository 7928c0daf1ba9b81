package icloudmail.testkit;

import icloudmail.model.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Time as it is, and an end as a signal would bring it. */
public class StoppedByHand implements Ticker {
  private final Set<Runnable> running = ConcurrentHashMap.newKeySet();
  private boolean stopped;

  /** As SIGTERM does it. */
  public final void stop() {
    synchronized (this) {
      stopped = true;
      notifyAll();
    }
    running.forEach(Runnable::run);
  }

  @Override
  public Instant now() {
    return Instant.now();
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

  @Override
  public Guard guard(Runnable onStop) {
    running.add(onStop);
    if (stopped()) {
      onStop.run();
    }
    return () -> running.remove(onStop);
  }
}
