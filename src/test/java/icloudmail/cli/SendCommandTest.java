package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.MailServers;
import icloudmail.testkit.ServersExtension;
import icloudmail.testkit.SubmissionServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SendCommandTest {
  @RegisterExtension static final ServersExtension SERVERS = new ServersExtension();

  @TempDir Path directory;

  private CliRun.Setting setting() {
    return SERVERS.setting(directory);
  }

  private static SubmissionServer.Taken taken() {
    assertThat(SERVERS.servers().submission().taken()).hasSize(1);
    return SERVERS.servers().submission().taken().get(0);
  }

  private static String data() {
    return taken().data();
  }

  @Test
  void sendsStandardInputAndFilesACopy() {
    CliRun run = setting().withStdin("disk is full\n").run("send", "-s", "disk", MailServers.LOGIN);

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).matches("<[0-9a-f-]{36}@icloud\\.com>\tjo@icloud\\.com\tsent\t\n");
    assertThat(data())
        .contains("Subject: disk\r\n", "Date: Mon, 23 Nov 2026 12:00:00 +0000\r\n")
        .contains("Content-Type: text/plain; charset=us-ascii\r\n")
        .endsWith("\r\n\r\ndisk is full\r\n");
    assertThat(SERVERS.servers().messages("Sent Messages")).containsExactly(data());
    assertThat(SERVERS.servers().newestIsSeen("Sent Messages")).isTrue();
  }

  @Test
  void tellsAPersonWhomItWentTo() {
    CliRun run = setting().onTerminal(80).run("send", "-s", "Hi", "-m", "x", "a@example.com");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("Sent to a@example.com.\nMessage-ID: <")
        .endsWith("Copy: Sent Messages\n");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void bccStandsInTheEnvelopeAlone() {
    CliRun run =
        setting()
            .run("send", "-m", "x", "-c", "c@example.com", "-b", "b@example.com", "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(taken().recipients())
        .containsExactly("a@example.com", "c@example.com", "b@example.com");
    assertThat(data()).contains("Cc: c@example.com").doesNotContain("b@example.com", "Bcc");
    assertThat(SERVERS.servers().messages("Sent Messages").get(0)).doesNotContain("b@example.com");
  }

  @Test
  void theSameBytesAreSentAndFiled() throws IOException {
    Path file = Files.write(directory.resolve("ä b.bin"), new byte[] {0, 1, 2, (byte) 200});
    CliRun run =
        setting().run("send", "-s", "Ünï", "-m", "Grüße", "-A", file.toString(), "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(data())
        .contains("Subject: =?UTF-8?B?w5xuw68=?=", "AAECyA==")
        .contains("Content-Type: application/octet-stream");
    assertThat(SERVERS.servers().messages("Sent Messages")).containsExactly(data());
  }

  @Test
  void dryRunPrintsTheMessageAndNeedsNeitherServerNorPassword() {
    CliRun run =
        setting()
            .without("ICLOUD_MAIL_PASSWORD")
            .run(
                "send",
                "--dry-run",
                "-s",
                "x",
                "-m",
                "text",
                "-b",
                "b@example.com",
                "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("To: a@example.com\r\n").endsWith("\r\n\r\ntext\r\n");
    assertThat(run.out()).doesNotContain("b@example.com");
    assertThat(run.err()).isEmpty();
    assertThat(SERVERS.servers().submission().logins()).isEmpty();
  }

  @Test
  void dryRunHasNoJson() {
    CliRun run = setting().run("send", "--dry-run", "--json", "-m", "x", "a@example.com");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("raw bytes have no place in JSON");
  }

  @Test
  void aRefusedRecipientIsToldAndTheOthersAreServed() {
    CliRun run = setting().run("send", "--json", "-m", "x", "no@refused.example", "a@example.com");

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.out())
        .contains("\"accepted\":[\"a@example.com\"]")
        .contains("\"refused\":[{\"address\":\"no@refused.example\",\"reply\":\"550 5.1.1 No such");
    assertThat(run.err()).contains("not sent to no@refused.example: 550 5.1.1");
    assertThat(taken().recipients()).containsExactly("a@example.com");
  }

  @Test
  void whereAllRecipientsAreRefusedNothingIsSentAndTheTextIsKept() throws IOException {
    CliRun run = setting().run("send", "-m", "precious", "no@refused.example");

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("no recipient was taken: no@refused.example (550 5.1.1")
        .contains("The message is kept: ");
    assertThat(outbox()).hasSize(1).allSatisfy(text -> assertThat(text).contains("precious"));
    assertThat(SERVERS.servers().submission().taken()).isEmpty();
  }

  @Test
  void aBusyRecipientIsWorthAnotherTry() {
    CliRun run = setting().run("send", "-m", "x", "a@later.example");

    assertThat(run.exitCode()).isEqualTo(75);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("450 4.2.1");
  }

  @Test
  void aForeignSenderIsRefusedInApplesTerms() {
    CliRun run = setting().run("send", "-F", "me@example.org", "-m", "x", "a@example.com");

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("550 5.7.0 From address is not one of your addresses")
        .contains("From must be one of the account's own addresses");
  }

  @Test
  void aMissingSentFolderIsAWarningAndTheSendASuccess() throws IOException {
    SERVERS.servers().remove("Sent Messages");
    CliRun run = setting().run("send", "--jsonl", "-m", "x", "a@example.com");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("\"sentCopy\":{\"status\":\"failed\"", "no folder for sent messages");
    assertThat(run.err()).startsWith("icloud-mail: warning: sent, but no copy is filed: ");
    assertThat(setting().run("outbox").out()).contains("\tsent-not-filed\t");
  }

  @Test
  void aMissingAttachmentIsToldBeforeAnythingIsSent() {
    CliRun run = setting().run("send", "-m", "x", "-A", "/no/such/cv.pdf", "a@example.com");

    assertThat(run.exitCode()).isEqualTo(66);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("icloud-mail: cannot read the attachment /no/such/cv.pdf\n");
    assertThat(SERVERS.servers().submission().logins()).isEmpty();
  }

  @Test
  void anAddressWithoutADomainIsRefusedHere() {
    CliRun run = setting().run("send", "-m", "x", "root");

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("icloud-mail: 'root' is not an address: it has no domain\n");
    assertThat(SERVERS.servers().submission().logins()).isEmpty();
  }

  @Test
  void aLineBreakInTheSubjectIsRefused() {
    CliRun run = setting().run("send", "-s", "x\nBcc: b@example.com", "-m", "x", "a@example.com");

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("the subject holds a line break");
  }

  @Test
  void aTerminalWithoutTextIsToldHowToGiveOne() {
    CliRun run = setting().onTerminal(80).run("send", "a@example.com");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("the message has no text", "Give it with -m, -f");
  }

  @Test
  void quietSaysNothing() {
    CliRun run = setting().run("send", "-q", "-m", "x", "a@example.com");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEmpty();
  }

  private Stream<String> outbox() throws IOException {
    Path outbox = directory.resolve("icloud-mail/outbox");
    try (Stream<Path> files = Files.list(outbox)) {
      return files.map(SendCommandTest::read).toList().stream();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
