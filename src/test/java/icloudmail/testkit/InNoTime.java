package icloudmail.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time in which pauses pass at once, so that hours take seconds. */
public final class InNoTime extends StoppedByHand {
  private final AtomicLong skipped = new AtomicLong();

  /** How much time has passed without anybody waiting for it. */
  public Duration skipped() {
    return Duration.ofNanos(skipped.get());
  }

  @Override
  public Instant now() {
    return super.now().plusNanos(skipped.get());
  }

  @Override
  public long nanos() {
    return super.nanos() + skipped.get();
  }

  @Override
  public synchronized void await(Duration longest) {
    skipped.addAndGet(longest.toNanos());
  }
}
