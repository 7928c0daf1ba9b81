package icloudmail.model;

import java.time.Duration;
import java.time.Instant;

/** The time that passes for a program that waits, and the user's wish that it stops. */
public interface Ticker {
  /** The time of day, which jumps where the computer sleeps or its clock is set. */
  Instant now();

  /** Nanoseconds since some moment; they stand still while the computer sleeps. */
  long nanos();

  /** Waits for so long, or until the program is to stop. */
  void await(Duration longest);

  /** Whether the program is to stop. */
  boolean stopped();

  /**
   * Has something done when the program is to stop, which then waits for a moment until this is
   * closed.
   *
   * @param onStop called from another thread
   */
  Guard guard(Runnable onStop);

  /** Something that is to come to an end before the program does. */
  interface Guard extends AutoCloseable {
    @Override
    void close();
  }
}
