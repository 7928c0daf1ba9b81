package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.LocalServers;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.ICloud;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection begun ahead: verified as any other, and taken over once. */
class HeadStartTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private Preset preset(TestCertificate trusted) {
    return preset(icloud.imap().port(), trusted);
  }

  private static Preset preset(int port, TestCertificate trusted) {
    return Preset.local(new LocalServers(port, 1, trusted.pem()));
  }

  @Test
  void itIsTakenOverOnce() throws IOException {
    Preset preset = preset(TestCertificate.valid());
    HeadStart ahead = HeadStart.to(preset, TlsContext.of(preset), LONG);

    try (SSLSocket socket = ahead.take(preset.imap(), LONG)) {
      assertThat(socket).isNotNull();
      assertThat(
              new BufferedReader(
                      new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                  .readLine())
          .startsWith("* OK [CAPABILITY ");
    }
    assertThat(ahead.take(preset.imap(), LONG)).isNull();
    assertThat(icloud.imap().connections()).isEqualTo(1);
  }

  @Test
  void itIsForItsOwnServerAlone() throws IOException {
    Preset preset = preset(TestCertificate.valid());
    HeadStart ahead = HeadStart.to(preset, TlsContext.of(preset), LONG);

    assertThat(ahead.take(Endpoint.imap("localhost", 1), LONG)).isNull();
  }

  @Test
  void aServerThatCannotProveWhoItIsIsRefused() {
    Preset preset = preset(TestCertificate.unknown());
    HeadStart ahead = HeadStart.to(preset, TlsContext.of(preset), LONG);

    assertThatThrownBy(() -> ahead.take(preset.imap(), LONG))
        .isInstanceOf(SSLHandshakeException.class);
    assertThat(icloud.imap().commands()).isEmpty();
  }

  @Test
  void whoeverTakesItDoesNotWaitForLongerThanTheUser() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      Preset preset = preset(silent.getLocalPort(), TestCertificate.valid());
      HeadStart ahead = HeadStart.to(preset, TlsContext.of(preset), LONG);

      assertThatThrownBy(() -> ahead.take(preset.imap(), Duration.ofMillis(50)))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void oneThatIsTooOldIsLeft() throws IOException {
    Preset preset = preset(TestCertificate.valid());
    HeadStart ahead = HeadStart.to(preset, TlsContext.of(preset), LONG, Duration.ZERO);

    assertThat(ahead.take(preset.imap(), LONG)).isNull();
  }
}
