package icloudmail;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.config.Environment;
import icloudmail.config.LocalServersVariable;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.ICloud;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AheadTest {
  private static Environment servers(String text) {
    return new Environment(Map.of(LocalServersVariable.NAME, text));
  }

  private static Environment servers(ICloud icloud) {
    return servers(
        "imap=%d smtp=%d ca=%s"
            .formatted(icloud.imap().port(), icloud.smtp().port(), TestCertificate.valid().pem()));
  }

  @Test
  void whatReadsMailIsConnected() {
    try (ICloud icloud = new ICloud()) {
      Ahead ahead = Ahead.of(servers(icloud), false, "check");

      assertThat(ahead.tls()).isNotNull();
      assertThat(ahead.imap()).isNotNull();
      ahead.imap().close();
    }
  }

  @Test
  void whatSendsIsConnectedForSubmission() {
    try (ICloud icloud = new ICloud()) {
      Ahead ahead = Ahead.of(servers(icloud), false, "send", "a@example.com");

      assertThat(ahead.tls()).isNotNull();
      assertThat(ahead.imap()).isNull();
      assertThat(ahead.submission()).isNotNull();
    }
  }

  /** Who writes the text first may take minutes. */
  @Test
  void whoeverSitsAtATerminalIsAwaited() {
    try (ICloud icloud = new ICloud()) {
      assertThat(Ahead.of(servers(icloud), true, "send", "a@example.com").submission()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"send --draft", "check --timeout 5s"})
  void whatConnectsLaterHasWhatTlsNeeds(String words) {
    try (ICloud icloud = new ICloud()) {
      Ahead ahead = Ahead.of(servers(icloud), false, words.split(" ", -1));

      assertThat(ahead.tls()).isNotNull();
      assertThat(ahead.imap()).isNull();
      assertThat(ahead.submission()).isNull();
      assertThat(icloud.imap().connections()).isZero();
    }
  }

  @Test
  void whatNeedsNoServerBeginsNothing() {
    try (ICloud icloud = new ICloud()) {
      assertThat(Ahead.of(servers(icloud), false, "check", "--help")).isEqualTo(Ahead.NOTHING);
    }
  }

  /** The first is told of where it is needed; the second, a path that is none, is no exception. */
  @ParameterizedTest
  @ValueSource(strings = {"imap=1", "imap=1 smtp=1 ca=a\0b"})
  void whatCannotBeBegunEndsNothing(String text) {
    assertThat(Ahead.of(servers(text), false, "check")).isEqualTo(Ahead.NOTHING);
  }
}
