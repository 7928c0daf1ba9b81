package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.MailException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.util.SocketConnectException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private static final Endpoint SERVER = Endpoint.imap("imap.example", 993);

  private static MailException connecting(Exception cause) {
    return Unconnected.with(
        SERVER, new SocketConnectException("connect", cause, "imap.example", 993, 1));
  }

  @Test
  void networkFailuresAreTemporaryAndSayWhich() {
    assertThat(connecting(new UnknownHostException("imap.example")))
        .hasMessage("cannot find imap.example (DNS)")
        .extracting(MailException::kind)
        .isEqualTo(MailException.Kind.TEMPORARY);
    assertThat(connecting(new SocketTimeoutException("timed out")))
        .hasMessage("imap.example:993 did not answer in time");
    assertThat(connecting(new NoRouteToHostException("No route to host")))
        .hasMessage("no way to imap.example:993");
  }

  @Test
  void aTlsHandshakeThatIsCutIsTemporary() {
    MailException cut = Unconnected.with(SERVER, new SSLException("closed"));

    assertThat(cut.kind()).isEqualTo(MailException.Kind.TEMPORARY);
    assertThat(cut).hasMessage("no TLS with imap.example:993: closed");
  }
}
