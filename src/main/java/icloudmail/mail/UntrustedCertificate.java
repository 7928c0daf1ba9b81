package icloudmail.mail;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Takes a look at the certificate of a server that cannot be trusted, and refuses it: no hand-shake
 * succeeds here, so that nothing can ever be sent.
 */
final class UntrustedCertificate implements X509TrustManager {
  private @Nullable X509Certificate shown;

  private UntrustedCertificate() {}

  /**
   * The server's own certificate; null where it shows none.
   *
   * @param plain where TLS is to begin; closed in the end
   */
  static @Nullable X509Certificate of(Socket plain, Endpoint server) {
    UntrustedCertificate look = new UntrustedCertificate();
    try (plain) {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {look}, null);
      try (SSLSocket socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(plain, server.host(), server.port(), true)) {
        socket.startHandshake();
      }
    } catch (IOException | GeneralSecurityException e) {
      // refused, as it must be
      return look.shown;
    }
    return look.shown;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    shown = chain[0];
    throw new CertificateException("only looked at");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("nobody is trusted");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
