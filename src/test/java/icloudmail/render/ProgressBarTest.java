package icloudmail.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private static final String WIPE = "\r\u001B[K";

  private final StringWriter terminal = new StringWriter();
  private final ErrorOutput err = new ErrorOutput(terminal);
  private final Watch watch = new Watch();
  private ProgressBar bar = bar(80);

  private ProgressBar bar(int width) {
    return new ProgressBar("fetching", err, width, watch);
  }

  @AfterEach
  void close() {
    bar.close();
  }

  private String drawn() {
    int before = terminal.toString().length();
    bar.draw();
    return terminal.toString().substring(before);
  }

  @Test
  void whatIsOverWithinASecondIsNotShown() {
    bar.expect(10, 0);
    watch.seconds = 0.9;
    bar.advance(10, 5000);

    assertThat(drawn()).isEmpty();
    bar.close();
    assertThat(terminal.toString()).isEmpty();
  }

  @Test
  void showsMessagesOctetsTheRateAndTheTimeLeft() {
    bar.expect(500, 28_000_000);
    bar.advance(120, 7_000_000);
    watch.seconds = 2;

    assertThat(drawn())
        .isEqualTo(
            WIPE
                + "fetching 120 of 500 messages, 7.0 MB of 28 MB, 3.5 MB/s, 0:06 left"
                + " [##        ]");
    watch.seconds = 8;
    bar.advance(380, 21_000_000);
    assertThat(drawn()).contains("28 MB of 28 MB, 3.5 MB/s, 0:00 left [###########]");
  }

  @Test
  void ofOctetsThatNobodyKnowsTheMessagesTellTheTime() {
    bar.expect(4, 0);
    bar.advance(1, 2_000_000);
    watch.seconds = 2000;

    assertThat(drawn())
        .contains("fetching 1 of 4 messages, 2.0 MB, 1.0 kB/s, 1:40:00 left [")
        .hasSize(WIPE.length() + 79);
  }

  @Test
  void beforeAnythingIsThereNoTimeIsPromised() {
    bar.expect(1, 0);
    watch.seconds = 1;

    assertThat(drawn()).matches("\\r\u001B\\[Kfetching +\\[ +]");
  }

  @Test
  void isNoWiderThanTheTerminal() {
    for (int width : new int[] {10, 20, 40, 79, 80, 81, 300}) {
      bar.close();
      bar = bar(width);
      watch.seconds = 0;
      bar.expect(500, 28_000_000);
      bar.advance(120, 7_000_000);
      watch.seconds = 2;
      assertThat(drawn().substring(WIPE.length()).length()).isLessThan(width).isLessThan(100);
    }
  }

  @Test
  void isWipedAtTheEndAndNotDrawnAfterIt() {
    bar.expect(2, 0);
    watch.seconds = 3;
    bar.draw();
    bar.close();

    assertThat(terminal.toString()).endsWith("]" + WIPE);
    assertThat(drawn()).isEmpty();
  }

  private static final class Watch extends Clock {
    private double seconds;

    @Override
    public Instant instant() {
      return Instant.EPOCH.plusMillis((long) (seconds * 1000));
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
