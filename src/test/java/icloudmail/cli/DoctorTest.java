package icloudmail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.Schema;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor}: what it answers, and what can be wrong with what is kept on this machine. */
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

  private DoctorRows doctor() {
    return new DoctorRows(setting().run("doctor"));
  }

  private Path onlyFile(String folder) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("icloud-mail").resolve(folder))) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void whereAllIsWellEachStepSaysSo() {
    icloud.deliver(Mails.plain("a@example.com", "x", "x"));

    DoctorRows rows = new DoctorRows(setting().with(Clock.systemUTC()).run("doctor"));

    assertThat(rows.run().exitCode()).as(rows.run().toString()).isZero();
    assertThat(rows.run().err()).isEmpty();
    assertThat(rows.run().out().lines().map(DoctorTest::masked))
        .containsExactly(
            "configuration\tok\tjo@icloud.com, by $ICLOUD_MAIL_LOGIN\t",
            "credential\tok\t$ICLOUD_MAIL_PASSWORD, which every program started there inherits\t",
            "imap dns\tok\tIPv4 127.0.0.1, IPv6 SIX\t",
            "imap tcp\tok\tSERVER answers in N ms\t",
            "imap tls\tok\tvalid, issued by valid, until DAY (N days)\t",
            "imap greeting\tok\t(2606B15-0579518368c0) p00-iscream-55668b59f7-6f7mg\t",
            "imap login\tok\tSERVER takes jo@icloud.com\t",
            "imap capabilities\tok\t21 known of iCloud\t",
            "folder inbox\tok\t'INBOX', by its name\t",
            "folder archive\tok\t'Archive', by its name\t",
            "folder drafts\tok\t'Drafts', by its name\t",
            "folder junk\tok\t'Junk', by its name\t",
            "folder sent\tok\t'Sent Messages', by its attribute \\Sent\t",
            "folder trash\tok\t'Deleted Messages', by its attribute \\Trash\t",
            "inbox\tok\t1 messages, 1 unread\t",
            "clock\tok\tas the server's, within 5 minutes\t",
            "smtp dns\tok\tIPv4 127.0.0.1, IPv6 SIX\t",
            "smtp tcp\tok\tSERVER answers in N ms\t",
            "smtp greeting\tok\tiCloud SMTP - outbound.st.icloud.com\t",
            "smtp starttls\tok\toffered; the login waits for it\t",
            "smtp tls\tok\tvalid, issued by valid, until DAY (N days)\t",
            "smtp auth\tok\tLOGIN PLAIN ATOKEN ATOKEN2 WSTOKEN WETOKEN XOAUTH2\t",
            "smtp size\tok\t28319744 octets at most\t",
            "smtp login\tok\tSERVER takes jo@icloud.com\t",
            "smtp from jo@icloud.com\tok\tmay be sent from\t",
            "state\tok\tSTATE can be written\t",
            "outbox\tok\tnothing waits to be sent\t",
            "jobs\tok\tno job of check --new\t");
  }

  /** Without what differs between machines and days. */
  private static String masked(String row) {
    return row.replaceFirst("localhost:\\d+", "SERVER")
        .replaceFirst("\\d+ ms", "N ms")
        .replaceFirst("20\\d\\d-\\d\\d-\\d\\d", "DAY")
        .replaceFirst("\\d+ days", "N days")
        .replaceFirst("IPv6 \\S+", "IPv6 SIX")
        .replaceFirst("\\S+/icloud-mail (is made|can be written)", "STATE $1");
  }

  @Test
  void aPersonSeesInAColumnOfItsOwnWhatIsWrongAndWhatToDo() {
    icloud.faults().on("AUTH").always().no("535 5.7.8 Error: authentication failed");

    CliRun run = setting().onTerminal(80).run("doctor", "--color", "always");

    assertThat(run.out())
        .contains(
            "\u001B[32mok     \u001B[0m  smtp dns           IPv4 ",
            "\u001B[1;31mfailure\u001B[0m  smtp login         localhost refuses the login of"
                + " jo@icloud.com: 535\n"
                + "                            5.7.8 Error: authentication failed\n"
                + "                            → Use an app-specific password, not that of the\n"
                + "                            Apple Account: make one at account.apple.com, under\n");
    assertThat(run.out().lines())
        .allSatisfy(
            line ->
                assertThat(line.replaceAll("\u001B\\[[0-9;]*m", "").length())
                    .isLessThanOrEqualTo(80));
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(77);
  }

  @Test
  void jsonIsAnObjectForEachStepWhateverIsWrong() {
    CliRun all = setting().run("doctor", "--json");
    CliRun none =
        CliRun.Setting.against(1, 1, TestCertificate.valid(), directory)
            .without("ICLOUD_MAIL_LOGIN")
            .run("doctor", "--jsonl");

    JsonNode findings = Schema.parse(all.out());
    assertThat(all.exitCode()).as(all.toString()).isZero();
    assertThat(findings).hasSizeGreaterThan(25);
    assertThat(findings).allSatisfy(item -> assertThat(Schema.problems("finding", item)).isEmpty());
    assertThat(none.exitCode()).as(none.toString()).isEqualTo(78);
    List<JsonNode> lines = none.out().lines().map(Schema::parse).toList();
    assertThat(lines).allSatisfy(item -> assertThat(Schema.problems("finding", item)).isEmpty());
    assertThat(lines.stream().filter(item -> item.get("status").textValue().equals("failure")))
        .extracting(item -> item.get("check").textValue())
        .containsExactly("configuration", "imap tcp", "smtp tcp");
  }

  @Test
  void withoutServersTheRestIsExaminedAllTheSame() {
    DoctorRows rows =
        new DoctorRows(
            CliRun.Setting.against(1, 1, TestCertificate.valid(), directory).run("doctor"));

    assertThat(rows.run().exitCode()).as(rows.run().toString()).isEqualTo(75);
    assertThat(rows.failures()).containsExactly("imap tcp", "smtp tcp");
    assertThat(rows.of("credential")).contains("\tok\t");
    assertThat(rows.of("outbox")).contains("\tok\t");
    assertThat(rows.of("jobs")).contains("\tok\t");
  }

  @Test
  void whatWaitsToBeSentIsAWarning() {
    icloud.faults().on("MAIL").no("try later");
    setting().run("send", "--queue", "-m", "x", "a@example.com");

    doctor().assertWarning("outbox", "\t1 queued\t", "icloud-mail outbox shows what", "--flush");
  }

  @Test
  void aStateDirectoryThatCannotBeMadeIsAFailureAsOfTheCommandsThatNeedIt() throws IOException {
    Path taken = Files.writeString(directory.resolve("taken"), "x");

    CliRun.Setting setting = setting().with("XDG_STATE_HOME", taken.toString());
    DoctorRows rows = new DoctorRows(setting.run("doctor"));

    rows.assertFailure("state", 73, "taken is not a directory", "XDG_STATE_HOME");
    assertThat(setting.run("send", "-m", "x", "a@example.com").exitCode()).isEqualTo(73);
  }

  @Test
  void anOutboxThatCannotBeWrittenIsAFailureOfTheState() throws IOException {
    Files.createDirectories(directory.resolve("icloud-mail"));
    Files.writeString(directory.resolve("icloud-mail/outbox"), "x");

    doctor().assertFailure("state", 73, "outbox is not a directory", "XDG_STATE_HOME");
  }

  @Test
  void aDamagedOutboxIsAFailure() throws IOException {
    icloud.faults().on("MAIL").no("try later");
    setting().run("send", "--queue", "-m", "x", "a@example.com");
    Files.writeString(onlyFile("outbox"), "x", StandardOpenOption.TRUNCATE_EXISTING);

    doctor().assertFailure("outbox", 74, "outbox");
  }

  @Test
  void whatIsOwedByAJobIsAWarning() {
    setting().run("check", "--new=job", "in:inbox");
    icloud.deliver(Mails.plain("a@example.com", "x", "x"));
    setting().run("check", "--new=job", "in:inbox", "--exec", "false");

    DoctorRows rows = new DoctorRows(setting().with(Clock.systemUTC()).run("doctor"));

    rows.assertWarning(
        "jobs", "1 job of check --new; to be offered again: 1", "Their commands fail");
  }

  @Test
  void anUnreadableJobIsAFailure() throws IOException {
    setting().run("check", "--new=job", "in:inbox");
    Files.write(onlyFile("jobs"), "x".getBytes(UTF_8));

    doctor().assertFailure("jobs", 74, "job", "--forget");
  }

  @Test
  void eachDamagedFileIsNamed() throws IOException {
    for (String job : List.of("one", "two", "whole")) {
      setting().run("check", "--new=" + job, "in:inbox");
    }
    for (String job : List.of("one", "two")) {
      Files.writeString(directory.resolve("icloud-mail/jobs/" + job), "x");
    }
    Path outbox = Files.createDirectories(directory.resolve("icloud-mail/outbox"));
    Files.writeString(outbox.resolve("a1.eml"), "x");
    Files.writeString(outbox.resolve("b2.eml"), "x");

    DoctorRows rows = new DoctorRows(setting().run("doctor"));

    assertThat(rows.failures()).containsExactly("outbox", "outbox", "jobs", "jobs");
    assertThat(rows.run().out())
        .contains("/a1", "/b2", "jobs/one: ", "jobs/two: ")
        .doesNotContain("whole");
    assertThat(rows.run().exitCode()).isEqualTo(74);
  }
}
