package icloudmail.mail;

import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whom TLS trusts: the certificates of one PEM file and no others, or those of the JDK. */
final class TrustedCertificates {
  private TrustedCertificates() {}

  /**
   * What verifies servers.
   *
   * @param pem null for the certificates of the JDK
   * @throws MailException of kind CONFIGURATION where they cannot be read
   */
  static TrustManager[] of(@Nullable Path pem) throws MailException {
    try {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(pem == null ? null : store(pem));
      return trust.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      String reason = e instanceof IOException file ? FileTrouble.of(file) : Failures.reason(e);
      throw pem == null
          ? new MailException(
              MailException.Kind.CONFIGURATION,
              "cannot read the certificates that Java trusts: " + reason,
              "Look at its lib/security/cacerts, and at javax.net.ssl.trustStore if that is set.",
              e)
          : new MailException(
              MailException.Kind.CONFIGURATION,
              "cannot read certificates from " + pem + ": " + reason,
              "Set ca=FILE in ICLOUD_MAIL_LOCAL_SERVERS to a PEM file.",
              e);
    }
  }

  private static KeyStore store(Path pem) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(pem)) {
      // the default type, PKCS12, takes longer to begin with
      KeyStore store = KeyStore.getInstance("JKS");
      store.load(null, null);
      int number = 0;
      for (Certificate ca : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca" + number++, ca);
      }
      return store;
    }
  }
}
