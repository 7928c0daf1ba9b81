package icloudmail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.ScriptedImap;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor}: each thing that can be wrong is provoked, and named. */
class DoctorTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun.Setting setting() {
    return icloud.setting(directory);
  }

  private static String row(CliRun run, String check) {
    List<String> rows = run.out().lines().filter(line -> line.startsWith(check + "\t")).toList();
    assertThat(rows).as(run.toString()).hasSize(1);
    return rows.get(0);
  }

  private static List<String> failures(CliRun run) {
    return run.out()
        .lines()
        .filter(line -> line.contains("\tfailure\t"))
        .map(line -> line.substring(0, line.indexOf('\t')))
        .toList();
  }

  @Test
  void whereAllIsWellEachStepSaysSo() {
    CliRun run = setting().with(Clock.systemUTC()).run("doctor");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).doesNotContain("\tfailure\t");
    assertThat(row(run, "configuration")).contains("account 'environment' of jo@icloud.com");
    assertThat(row(run, "credential")).isEqualTo("credential\tok\t$ICLOUD_MAIL_PASSWORD\t");
    assertThat(row(run, "imap dns")).contains("IPv4 127.0.0.1");
    assertThat(row(run, "imap tcp")).contains(" answers in ");
    assertThat(row(run, "imap tls")).contains(", issued by ", ", until 20", " days)");
    assertThat(row(run, "smtp tcp")).contains(" answers in ");
    assertThat(row(run, "outbox")).contains("nothing waits to be sent");
    assertThat(row(run, "jobs")).contains("no job of check --new");
  }

  @Test
  void withoutAnAccountTheWayIsExaminedAllTheSame() {
    CliRun run = setting().without("ICLOUD_MAIL_LOGIN").run("doctor");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(78);
    assertThat(failures(run)).containsExactly("configuration");
    assertThat(row(run, "configuration")).contains("no account is set up");
    assertThat(row(run, "imap tcp")).contains("\tok\t");
  }

  @Test
  void aPasswordThatCannotBeReadIsNamedByItsSource() {
    CliRun run =
        setting()
            .without("ICLOUD_MAIL_PASSWORD")
            .with("ICLOUD_MAIL_PASSWORD_FILE", directory.resolve("none").toString())
            .run("doctor");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(78);
    assertThat(failures(run)).containsExactly("credential");
    assertThat(row(run, "credential")).contains("ICLOUD_MAIL_PASSWORD_FILE");
  }

  @Test
  void aPasswordOfAnotherShapeIsAWarning() {
    CliRun run = setting().with("ICLOUD_MAIL_PASSWORD", "Hunter2").run("doctor");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(77);
    assertThat(row(run, "credential")).contains("\twarning\t", "no app-specific password");
    assertThat(run.out()).doesNotContain("Hunter2");
  }

  @Test
  void aServerThatNobodyReachesIsToldOnce() {
    CliRun run = CliRun.Setting.against(1, 1, TestCertificate.valid(), directory).run("doctor");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    assertThat(failures(run)).containsExactly("imap tcp", "smtp tcp", "imap login", "smtp login");
    assertThat(row(run, "imap tcp")).contains("cannot reach localhost:1");
  }

  @Test
  void whoBreaksTlsIsNamedByItsCertificate() {
    try (ScriptedImap proxy =
        new ScriptedImap(TestCertificate.unknown(), (tag, command) -> tag + " OK done\r\n")) {
      CliRun run =
          CliRun.Setting.against(proxy.port(), 1, TestCertificate.valid(), directory).run("doctor");

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
      assertThat(row(run, "imap tls"))
          .contains("cannot prove that it is the mail server", "the certificate is issued by ");
      assertThat(row(run, "imap tls")).contains("A proxy, an antivirus program");
      assertThat(proxy.commands()).noneMatch(command -> command.startsWith("AUTH"));
    }
  }

  @Test
  void aCertificateThatEndsSoonIsAWarning() {
    CliRun run =
        setting().with(Clock.offset(Clock.systemUTC(), Duration.ofDays(36_500))).run("doctor");

    assertThat(row(run, "imap tls")).contains("\twarning\t", "is the clock of this machine right?");
  }

  @Test
  void aClockThatIsBehindIsAWarning() {
    icloud
        .mailboxes()
        .deliver(
            "INBOX",
            Mails.plain("a@example.com", "x", "x").getBytes(UTF_8),
            CliRun.NOW.plus(Duration.ofHours(1)));

    CliRun run = setting().with(Clock.fixed(CliRun.NOW, ZoneOffset.UTC)).run("doctor");

    assertThat(row(run, "clock")).contains("\twarning\t", "has arrived 60 minutes from now");
  }

  @Test
  void whatWaitsToBeSentAndToldIsAWarning() {
    icloud.faults().on("MAIL").no("try later");
    setting().run("send", "--queue", "-m", "x", "a@example.com");
    setting().run("check", "--new=job", "in:inbox");
    icloud.deliver(Mails.plain("a@example.com", "x", "x"));
    setting().run("check", "--new=job", "in:inbox", "--exec", "false");

    CliRun run = setting().run("doctor");

    assertThat(row(run, "outbox")).contains("\twarning\t1 queued\t");
    assertThat(row(run, "jobs"))
        .contains("\twarning\t1 jobs", "1 messages are to be offered again");
  }
}
