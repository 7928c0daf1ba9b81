package icloudmail.mail;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/**
 * The certificate that a server has proved itself with.
 *
 * @param name whom it is for
 * @param issuers who has signed it, then who has signed that one's certificate, and so on
 * @param until when it ends
 */
public record ServerCertificate(String name, List<String> issuers, Instant until) {
  public ServerCertificate {
    issuers = List.copyOf(issuers);
  }

  static ServerCertificate of(SSLSocket socket) throws SSLPeerUnverifiedException {
    Certificate[] chain = socket.getSession().getPeerCertificates();
    X509Certificate own = (X509Certificate) chain[0];
    List<String> issuers =
        Stream.of(chain).map(each -> issuer((X509Certificate) each)).distinct().toList();
    return new ServerCertificate(
        commonName(own.getSubjectX500Principal().getName()),
        issuers,
        own.getNotAfter().toInstant());
  }

  /** Who has signed a certificate. */
  static String issuer(X509Certificate certificate) {
    return commonName(certificate.getIssuerX500Principal().getName());
  }

  private static String commonName(String principal) {
    for (String part : principal.split(",(?=[A-Z]+=)", -1)) {
      if (part.startsWith("CN=")) {
        return part.substring("CN=".length());
      }
    }
    return principal;
  }
}
