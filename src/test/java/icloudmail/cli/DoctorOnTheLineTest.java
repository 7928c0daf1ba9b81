package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.ScriptedImap;
import icloudmail.testkit.ScriptedSmtp;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.Faults;
import icloudmail.testkit.icloud.ICloud;
import icloudmail.testkit.icloud.SmtpDouble;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code doctor}: what can be wrong on the way to the servers is provoked, and named. */
class DoctorOnTheLineTest {
  private static final int NOBODY = 1;

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();
  private final Faults faults = new Faults();

  @AfterEach
  void close() {
    icloud.close();
  }

  /** Two servers that can be at fault each by itself. */
  private DoctorRows doctor(int imap, int smtp) {
    return doctor(imap, smtp, TestCertificate.valid());
  }

  private DoctorRows doctor(int imap, int smtp, TestCertificate trusted) {
    return new DoctorRows(
        CliRun.Setting.against(imap, smtp, trusted, directory).run("doctor", "--timeout", "2s"));
  }

  private SmtpDouble submission(TestCertificate certificate) {
    return new SmtpDouble(certificate, faults, (folder, message) -> {});
  }

  @Test
  void port993ThatNobodyReachesIsToldOnce() {
    DoctorRows rows = doctor(NOBODY, icloud.smtp().port());

    rows.assertFailure(
        "imap tcp",
        75,
        "cannot reach localhost:1: Connection refused",
        "It may block port 1",
        "iCloud has no POP");
    assertThat(rows.of("smtp from jo@icloud.com")).contains("\tok\t");
  }

  @Test
  void port587ThatNobodyReachesIsToldOnce() {
    DoctorRows rows = doctor(icloud.imap().port(), NOBODY);

    rows.assertFailure("smtp tcp", 75, "cannot reach localhost:1", "It may block port 1.");
    assertThat(rows.of("inbox")).contains("\tok\t");
    assertThat(rows.run().out()).doesNotContain("POP");
  }

  static Stream<TestCertificate> wrongCertificates() {
    return Stream.of(TestCertificate.unknown(), TestCertificate.ofAnotherHost());
  }

  @ParameterizedTest
  @MethodSource("wrongCertificates")
  void whoBreaksTlsIsNamedByItsCertificateWithBothServers(TestCertificate wrong) {
    try (ScriptedImap imap = new ScriptedImap(wrong, (tag, command) -> tag + " OK done\r\n");
        SmtpDouble smtp = submission(wrong)) {
      DoctorRows rows = doctor(imap.port(), smtp.port());

      assertThat(rows.failures()).as(rows.run().toString()).containsExactly("imap tls", "smtp tls");
      for (String check : rows.failures()) {
        assertThat(rows.of(check))
            .contains("cannot prove that it is the mail server", "the certificate is issued by ")
            .contains("No credential was sent. A proxy, an antivirus program");
      }
      assertThat(rows.run().exitCode()).isEqualTo(76);
      assertThat(imap.commands()).noneMatch(command -> command.startsWith("AUTH"));
      assertThat(smtp.commands()).noneMatch(command -> command.startsWith("AUTH"));
    }
  }

  @Test
  void aCertificateOfAnotherHostIsNamedAsThat() {
    TestCertificate other = TestCertificate.ofAnotherHost();
    try (ScriptedImap imap = new ScriptedImap(other, (tag, command) -> tag + " OK done\r\n");
        SmtpDouble smtp = submission(other)) {
      DoctorRows rows = doctor(imap.port(), smtp.port(), other);

      assertThat(rows.of("imap tls")).contains("No subject alternative DNS name");
      assertThat(rows.of("smtp tls")).contains("No subject alternative DNS name");
      assertThat(rows.run().exitCode()).isEqualTo(76);
    }
  }

  @Test
  void aCertificateThatHasEndedIsNamedAsThat() {
    TestCertificate expired = TestCertificate.expired();
    try (ScriptedImap imap = new ScriptedImap(expired, (tag, command) -> tag + " OK done\r\n");
        SmtpDouble smtp = submission(expired)) {
      DoctorRows rows = doctor(imap.port(), smtp.port(), expired);

      assertThat(rows.failures()).containsExactly("imap tls", "smtp tls");
      assertThat(rows.of("imap tls"))
          .contains("its certificate has ended (NotAfter: ", "a wrong clock");
      assertThat(rows.of("smtp tls"))
          .contains("its certificate has ended (NotAfter: ", "a wrong clock");
      assertThat(rows.run().exitCode()).isEqualTo(76);
    }
  }

  @Test
  void certificatesThatEndSoonAreWarnings() {
    CliRun run =
        icloud
            .setting(directory)
            .with(Clock.offset(Clock.systemUTC(), Duration.ofDays(36_500)))
            .run("doctor");

    DoctorRows rows = new DoctorRows(run);
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(rows.of("imap tls")).contains("\twarning\t", "is the clock of this machine right?");
    assertThat(rows.of("smtp tls")).contains("\twarning\t", "is the clock of this machine right?");
  }

  @Test
  void aServerWithoutTlsWhereTlsMustBeIsNamedAsOtherProgramsNameIt() {
    DoctorRows rows = doctor(icloud.smtp().port(), icloud.smtp().port());

    rows.assertFailure(
        "imap tls",
        76,
        "answers without TLS (Unsupported or unrecognized SSL message)",
        "No credential was sent",
        "587 does not, but turns to it by STARTTLS",
        "wrong version number");
  }

  @Test
  void aServerThatSpeaksTlsOn587GreetsNobody() {
    rowsOfImplicitTls().assertFailure("smtp greeting", 75, "did not answer in time");
  }

  private DoctorRows rowsOfImplicitTls() {
    return doctor(icloud.imap().port(), icloud.imap().port());
  }

  @Test
  void anImapServerThatTakesNobodyIsNamed() {
    try (ScriptedImap imap =
        new ScriptedImap(
            TestCertificate.valid(),
            "* BYE too many connections\r\n",
            (tag, command) -> ScriptedImap.HANG_UP)) {
      doctor(imap.port(), icloud.smtp().port())
          .assertFailure("imap greeting", 75, "takes nobody now: * BYE too many connections");
    }
  }

  @Test
  void whatDoesNotSpeakImapIsNamed() {
    try (ScriptedImap imap =
        new ScriptedImap(
            TestCertificate.valid(),
            "220 proxy\u001B[2J ready\r\n",
            (tag, command) -> ScriptedImap.HANG_UP)) {
      DoctorRows rows = doctor(imap.port(), icloud.smtp().port());

      rows.assertFailure("imap greeting", 76, "does not speak IMAP: 220 proxy", "A proxy or an");
      assertThat(rows.run().out()).doesNotContain("\u001B");
    }
  }

  @Test
  void aSubmissionServerThatTurnsTheNetworkAwayIsNamed() {
    try (SmtpDouble smtp = submission(TestCertificate.valid())) {
      faults.on("CONNECT").always().no("554 5.7.1 your network is blocked");
      doctor(icloud.imap().port(), smtp.port())
          .assertFailure(
              "smtp greeting", 69, "turns the connection away: 554 5.7.1", "Try another one");
    }
  }

  @Test
  void aSubmissionServerThatIsBusyIsNamed() {
    try (SmtpDouble smtp = submission(TestCertificate.valid())) {
      faults.on("CONNECT").always().bye();
      doctor(icloud.imap().port(), smtp.port())
          .assertFailure("smtp greeting", 75, "is busy: 421", "Try again in a few minutes");
    }
  }

  @Test
  void whatDoesNotSpeakSmtpIsNamed() {
    try (SmtpDouble smtp = submission(TestCertificate.valid())) {
      faults.on("CONNECT").always().garbage();
      doctor(icloud.imap().port(), smtp.port())
          .assertFailure("smtp greeting", 76, "does not speak SMTP", "the login page of a network");
    }
  }

  @Test
  void aSubmissionServerThatHangsUpIsNamed() {
    try (SmtpDouble smtp = submission(TestCertificate.valid())) {
      faults.on("CONNECT").always().close();
      doctor(icloud.imap().port(), smtp.port())
          .assertFailure("smtp greeting", 75, "closed", "try again");
    }
  }

  @Test
  void strippedStarttlsIsNamedAndNothingSecretIsSent() {
    icloud.smtp().settings().withoutExtension("STARTTLS");

    DoctorRows rows = doctor(icloud.imap().port(), icloud.smtp().port());

    rows.assertFailure(
        "smtp starttls", 76, "does not offer STARTTLS", "No credential was sent", "STARTTLS: a");
    assertThat(icloud.smtp().commands()).noneMatch(command -> command.startsWith("AUTH"));
  }

  @Test
  void refusedStarttlsIsNamed() {
    try (SmtpDouble smtp = submission(TestCertificate.valid())) {
      faults.on("STARTTLS").always().no("454 4.7.0 TLS not available");
      doctor(icloud.imap().port(), smtp.port())
          .assertFailure("smtp starttls", 75, "454 4.7.0 TLS not available");
    }
  }

  @Test
  void loginsThatAreNotOfferedAreNamed() {
    icloud.smtp().settings().withoutExtension("AUTH");

    doctor(icloud.imap().port(), icloud.smtp().port())
        .assertFailure("smtp auth", 76, "offers no login that this program knows", "A proxy");
  }

  @Test
  void loginsThatNobodyKnowsAreNamed() {
    AtomicInteger hellos = new AtomicInteger();
    try (ScriptedSmtp smtp =
        new ScriptedSmtp(
            TestCertificate.valid(),
            command ->
                command.startsWith("EHLO") && hellos.incrementAndGet() == 2
                    ? "250-outbound.st.icloud.com\r\n250 AUTH ATOKEN WSTOKEN"
                    : null)) {
      doctor(icloud.imap().port(), smtp.port())
          .assertFailure("smtp auth", 76, "offers no login but ATOKEN WSTOKEN", "A proxy");
    }
  }

  @Test
  void withoutSizeThatIsSaid() {
    icloud.smtp().settings().withoutExtension("SIZE");

    DoctorRows rows = doctor(icloud.imap().port(), icloud.smtp().port());

    assertThat(rows.of("smtp size")).isEqualTo("smtp size\tok\tthe server tells no limit\t");
    assertThat(rows.run().exitCode()).isZero();
  }
}
