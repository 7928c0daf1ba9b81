package icloudmail.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time in which pauses pass at once, or nearly, so that hours take seconds. */
public final class InNoTime extends StoppedByHand {
  private final AtomicLong skipped = new AtomicLong();
  private final double share;

  /** Nobody waits. */
  public InNoTime() {
    this(0);
  }

  private InNoTime(double share) {
    this.share = share;
  }

  /** A pause takes a twentieth, so that whoever tries again and again has a breath. */
  public static InNoTime almost() {
    return new InNoTime(0.05);
  }

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
    Duration taken = Duration.ofNanos((long) (share * longest.toNanos()));
    super.await(taken);
    skipped.addAndGet(longest.minus(taken).toNanos());
  }
}
