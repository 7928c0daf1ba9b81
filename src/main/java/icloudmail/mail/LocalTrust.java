package icloudmail.mail;

import icloudmail.model.MailException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Trusts the certificates of one PEM file and no others. */
final class LocalTrust {
  private LocalTrust() {}

  static SSLSocketFactory of(Path pem) throws MailException {
    try (InputStream in = Files.newInputStream(pem)) {
      // the default type, PKCS12, takes longer to begin with
      KeyStore store = KeyStore.getInstance("JKS");
      store.load(null, null);
      int number = 0;
      for (Certificate ca : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca" + number++, ca);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new MailException(
          MailException.Kind.CONFIGURATION,
          "cannot read certificates from " + pem + ": " + Failures.reason(e),
          "Set ca=FILE in ICLOUD_MAIL_LOCAL_SERVERS to a PEM file.",
          e);
    }
  }
}
