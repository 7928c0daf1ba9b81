package icloudmail.render;

import icloudmail.model.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/**
 * Shows a person how far a work is that lasts over a second: messages, octets, the rate, the time
 * left. It is drawn by a clock of its own, so that it goes on while a server is silent, and is
 * wiped at the end.
 */
public final class ProgressBar implements Progress, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final long REDRAWN_MILLIS = 250;
  private static final int WIDEST = 100;
  private static final int NARROWEST_BAR = 8;

  private final String what;
  private final ErrorOutput err;
  private final int columns;
  private final Clock clock;
  private @Nullable Timer timer;
  private boolean closed;
  private Instant begun = Instant.EPOCH;
  private long expectedMessages;
  private long expectedBytes;
  private long messages;
  private long bytes;

  /**
   * @param what a word of our own, such as {@code fetching}
   * @param width columns of the terminal
   */
  public ProgressBar(String what, ErrorOutput err, int width, Clock clock) {
    this.what = what;
    this.err = err;
    // a terminal breaks a line that is as wide as itself
    this.columns = Math.min(WIDEST, width) - 1;
    this.clock = clock;
  }

  @Override
  public synchronized void expect(long moreMessages, long moreBytes) {
    expectedMessages += moreMessages;
    expectedBytes += moreBytes;
    if (timer == null && !closed) {
      begun = clock.instant();
      Timer started = new Timer("progress", true);
      started.schedule(
          new TimerTask() {
            @Override
            public void run() {
              draw();
            }
          },
          PATIENCE.toMillis(),
          REDRAWN_MILLIS);
      timer = started;
    }
  }

  @Override
  public synchronized void advance(long moreMessages, long moreBytes) {
    messages += moreMessages;
    bytes += moreBytes;
  }

  /** Shows where the work is, unless it has just begun or is over. */
  synchronized void draw() {
    Duration elapsed = Duration.between(begun, clock.instant());
    if (timer != null && elapsed.compareTo(PATIENCE) >= 0) {
      err.show(line(elapsed.toMillis() / 1000.0));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (timer != null) {
      timer.cancel();
      timer = null;
      err.wipe();
    }
  }

  private String line(double seconds) {
    List<String> said = new ArrayList<>();
    if (expectedMessages > 1) {
      said.add(messages + " of " + expectedMessages + " messages");
    }
    if (expectedBytes > 0) {
      said.add(Sizes.human(bytes) + " of " + Sizes.human(expectedBytes));
    } else if (bytes > 0) {
      said.add(Sizes.human(bytes));
    }
    if (bytes > 0) {
      said.add(Sizes.human(Math.round(bytes / seconds)) + "/s");
    }
    double done = done();
    if (done > 0) {
      said.add(time(Math.round(seconds * (1 - done) / done)) + " left");
    }
    String text = what + " " + String.join(", ", said);
    int room = columns - DisplayText.width(text) - " []".length();
    return room < NARROWEST_BAR ? DisplayText.fit(text, columns) : text + " " + bar(room, done);
  }

  /** From 0 to 1. */
  private double done() {
    if (expectedBytes > 0) {
      return Math.min(1, (double) bytes / expectedBytes);
    }
    return expectedMessages > 0 ? Math.min(1, (double) messages / expectedMessages) : 0;
  }

  private static String bar(int room, double done) {
    int full = (int) (room * done);
    return "[" + "#".repeat(full) + " ".repeat(room - full) + "]";
  }

  /** {@code 0:07}, {@code 12:30}, {@code 1:02:03}. */
  private static String time(long seconds) {
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
