package icloudmail.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What a program prints, read aside: neither a program that never ends nor what it leaves behind
 * with its output still open, as an agent, holds whoever asks.
 */
final class Printed {
  /** After its end, all that a program printed is there to be read. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private final int most;
  private boolean line;
  private boolean ended;
  private boolean wanted = true;

  private Printed(int most) {
    this.most = most;
  }

  /**
   * Begins to read; what is beyond {@code most} octets is read and forgotten, so that the program
   * can say it and end well.
   */
  static Printed from(InputStream output, int most) {
    Printed printed = new Printed(most);
    Thread reading = new Thread(() -> printed.read(output), "printed");
    reading.setDaemon(true);
    reading.start();
    return printed;
  }

  /** All of it; of what is still open a second after the program's end, what has come by then. */
  String text() throws InterruptedException {
    return when(() -> ended);
  }

  /** As {@link #text()}, but as soon as the first line is there. */
  String beginning() throws InterruptedException {
    return when(() -> ended || line);
  }

  private synchronized String when(BooleanSupplier enough) throws InterruptedException {
    long end = System.nanoTime() + GRACE.toNanos();
    for (long left = GRACE.toNanos();
        !enough.getAsBoolean() && left > 0;
        left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    wanted = false;
    return octets.toString(StandardCharsets.UTF_8);
  }

  private void read(InputStream output) {
    byte[] some = new byte[4096];
    try (output) {
      for (int count = output.read(some); count >= 0 && take(some, count); ) {
        count = output.read(some);
      }
    } catch (IOException e) {
      // then it is what has come
    } finally {
      end();
    }
  }

  private synchronized boolean take(byte[] some, int count) {
    octets.write(some, 0, Math.min(count, most - octets.size()));
    line |= new String(some, 0, count, StandardCharsets.ISO_8859_1).indexOf('\n') >= 0;
    notifyAll();
    return wanted;
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }
}
