package icloudmail.service;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a watch waits before it connects again: longer each time, and never in step. */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int MOST_DOUBLED = 9;

  private final RandomGenerator random;
  private int failures;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** After one failure more: between three quarters of the pause and all of it. */
  Duration next() {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(failures++, MOST_DOUBLED));
    Duration pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    long millis = pause.toMillis();
    return Duration.ofMillis(millis - random.nextLong(millis / 4));
  }

  /** It worked for a while. */
  void reset() {
    failures = 0;
  }
}
