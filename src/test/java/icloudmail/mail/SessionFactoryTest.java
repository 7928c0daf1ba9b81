package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.LocalServers;
import icloudmail.testkit.Nouns;
import icloudmail.testkit.TestCertificate;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class SessionFactoryTest {
  private static final Preset LOCAL =
      Preset.local(new LocalServers(1, 2, TestCertificate.valid().pem()));

  private final SessionFactory sessions =
      new SessionFactory(
          LOCAL,
          Duration.ofSeconds(7),
          null,
          Nouns.noLoginForms(),
          (account, folders) -> {},
          pause -> {},
          NOPLogger.NOP_LOGGER);

  private static void isPatient(Properties properties, String family) {
    for (String timeout : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      assertThat(properties).containsEntry(family + "." + timeout, "7000");
    }
    assertThat(properties).containsEntry(family + ".socketFactory.fallback", "false");
  }

  private static void isSecured(Properties properties, String family) {
    assertThat(properties)
        .containsEntry(family + ".ssl.checkserveridentity", "true")
        .containsEntry(family + ".ssl.protocols", "TLSv1.3 TLSv1.2")
        .doesNotContainKey(family + ".ssl.trust");
    assertThat(properties.get(family + ".ssl.socketFactory")).isInstanceOf(SSLSocketFactory.class);
  }

  @Test
  void imapHasItsTimeoutsInTheFamilyOfImplicitTls() {
    isPatient(sessions.imapProperties(), "mail.imaps");
  }

  @Test
  void submissionRequiresStarttls() {
    Properties properties =
        SessionFactory.smtpProperties(
            TlsContext.of(LOCAL), Duration.ofSeconds(7), new PromptSockets());

    isPatient(properties, "mail.smtp");
    isSecured(properties, "mail.smtp");
    assertThat(properties)
        .containsEntry("mail.smtp.starttls.enable", "true")
        .containsEntry("mail.smtp.starttls.required", "true")
        .containsEntry("mail.smtp.localhost", "localhost");
  }

  @Test
  void localServersAreLoopback() {
    assertThat(LOCAL.imap()).isEqualTo(Endpoint.imap("localhost", 1));
    assertThat(LOCAL.smtp()).isEqualTo(Endpoint.smtp("localhost", 2));
  }
}
