package icloudmail.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time in which a pause takes a twentieth, so that whoever tries again and again has a breath. */
public final class Hurried extends StoppedByHand {
  private static final int FASTER = 20;

  private final AtomicLong skipped = new AtomicLong();

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
    Duration taken = longest.dividedBy(FASTER);
    super.await(taken);
    skipped.addAndGet(longest.minus(taken).toNanos());
  }
}
