package icloudmail;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.Ticker;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The end of a process by a signal. */
class ProcessTickerTest {
  @Test
  void whatBeginsJustAfterTheSignalIsStoppedToo() {
    ProcessTicker ticker = new ProcessTicker(Clock.systemUTC());
    ticker.stop();
    AtomicBoolean told = new AtomicBoolean();

    try (Ticker.Guard guard = ticker.guard(() -> told.set(true))) {
      assertThat(guard).isNotNull();
      assertThat(ticker.stopped()).isTrue();
      assertThat(told).isTrue();
    }
  }
}
