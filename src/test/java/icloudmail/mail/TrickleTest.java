package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrickleTest {
  private static final int PATIENCE = 60_000;

  private final Trickle trickle = new Trickle();

  private void heard(int octets, Duration waited) throws SocketTimeoutException {
    trickle.heard(octets, waited.toNanos(), PATIENCE);
  }

  @Test
  void anOctetNowAndThenIsNoAnswerAfterTenTimesThePatience() throws Exception {
    for (int i = 0; i < 10; i++) {
      heard(1, Duration.ofSeconds(59));
    }

    assertThatThrownBy(() -> heard(1, Duration.ofSeconds(59)))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void aSlowLineMayTakeAllDay() {
    assertThatCode(
            () -> {
              for (int i = 0; i < 28_000; i++) {
                heard(1024, Duration.ofSeconds(1));
              }
            })
        .doesNotThrowAnyException();
  }

  @Test
  void eachCommandBeginsAnew() throws Exception {
    for (int i = 0; i < 100; i++) {
      heard(1, Duration.ofSeconds(59));
      trickle.asked();
    }
  }

  @Test
  void whereNoTimeIsSetThereIsNone() {
    assertThatCode(() -> trickle.heard(1, Duration.ofDays(9).toNanos(), 0))
        .doesNotThrowAnyException();
  }
}
