package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import icloudmail.model.LocalServers;
import icloudmail.model.MailException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsContextTest {
  /** Servers that have a certificate of an authority, as Apple's. */
  private static final Preset PUBLIC =
      new Preset(Endpoint.imap("localhost", 1), Endpoint.smtp("localhost", 1), null);

  @TempDir Path directory;

  private static Preset trusting(Path pem) {
    return Preset.local(new LocalServers(1, 1, pem));
  }

  @Test
  void whomTheJdkTrustsIsTrustedByDefault() throws MailException {
    SSLSocketFactory sockets = TlsContext.of(PUBLIC).sockets();

    assertThat(sockets.getDefaultCipherSuites()).contains("TLS_AES_256_GCM_SHA384");
  }

  @Test
  void whatIsLoadedIsLoadedOnce() throws MailException {
    TlsContext context = TlsContext.of(PUBLIC);

    assertThat(context.sockets()).isSameAs(context.sockets());
  }

  @Test
  void certificatesThatCannotBeReadAreAMatterOfConfiguration() throws IOException {
    Path missing = directory.resolve("missing.pem");
    Path none = Files.writeString(directory.resolve("none.pem"), "no certificate\n");

    for (Path pem : new Path[] {missing, none}) {
      TlsContext context = TlsContext.of(trusting(pem));
      MailException failure = catchThrowableOfType(MailException.class, context::sockets);
      assertThat(failure.kind()).isEqualTo(MailException.Kind.CONFIGURATION);
      assertThat(failure).hasMessageContaining("cannot read certificates from " + pem);
    }
    assertThat(catchThrowableOfType(MailException.class, TlsContext.of(trusting(missing))::sockets))
        .hasMessageEndingWith(": no such file or directory");
  }

  @Test
  void aConnectionBegunAheadSaysWhyItIsNone() throws IOException {
    try (ServerSocket server = new ServerSocket(0)) {
      Path missing = directory.resolve("missing.pem");
      Preset preset = Preset.local(new LocalServers(server.getLocalPort(), 1, missing));
      HeadStart ahead = HeadStart.to(preset, TlsContext.of(preset), Duration.ofSeconds(20));
      ahead.letGo();

      IOException failure =
          catchThrowableOfType(
              IOException.class, () -> ahead.take(preset.imap(), Duration.ofSeconds(20)));

      assertThat(failure).hasMessageContaining("cannot read certificates from " + missing);
    }
  }

  @Test
  void quickCiphersComeFirstAndNoneIsLost() {
    String[] suites = {"TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256", "X_CHACHA20_Y"};

    assertThat(TlsStart.quickFirst(suites))
        .containsExactly("X_CHACHA20_Y", "TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256");
  }
}
