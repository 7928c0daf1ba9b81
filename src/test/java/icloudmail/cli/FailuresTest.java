package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.MailServers;
import icloudmail.testkit.ScriptedImap;
import icloudmail.testkit.SubmissionServer;
import icloudmail.testkit.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every class of failure, from the command line to the exit code and the next step. */
class FailuresTest {
  @TempDir Path directory;

  private CliRun.Setting setting(int imap, int smtp, TestCertificate trusted) {
    return CliRun.Setting.against(imap, smtp, trusted, directory);
  }

  private CliRun run(BiFunction<String, String, String> script, String... arguments) {
    try (ScriptedImap imap = new ScriptedImap(TestCertificate.valid(), script)) {
      return setting(imap.port(), 1, TestCertificate.valid()).run(arguments);
    }
  }

  /** A server that lets everybody in and says {@code answer} to all else, with the tag in front. */
  private static BiFunction<String, String, String> answering(String answer) {
    return (tag, command) ->
        command.startsWith("AUTHENTICATE")
            ? tag + " OK user jo authenticated\r\n"
            : answer.replace("TAG", tag);
  }

  @Test
  void aClosedPortIsTemporary() {
    CliRun run = setting(1, 1, TestCertificate.valid()).run("check", "-q");

    assertThat(run.exitCode()).isEqualTo(75);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("icloud-mail: cannot reach localhost:1: Connection refused")
        .contains("  Check the network connection, then try again. It may block port 1.")
        .contains("iCloud has no POP");
  }

  @Test
  void aRefusedLoginTellsOfAppSpecificPasswords() {
    CliRun run =
        run(
            (tag, command) -> tag + " NO [AUTHENTICATIONFAILED] Authentication Failed\r\n",
            "check",
            "-q");

    assertThat(run.exitCode()).isEqualTo(77);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("icloud-mail: localhost refuses the login of jo@icloud.com: ")
        .contains("app-specific password", "account.apple.com", "revoked when the Apple Account");
  }

  @Test
  void aRefusedLoginOfSubmissionIsTheSame() {
    try (SubmissionServer smtp = new SubmissionServer(TestCertificate.valid(), bytes -> {})) {
      CliRun run =
          setting(1, smtp.port(), TestCertificate.valid())
              .with("ICLOUD_MAIL_PASSWORD", "wrong")
              .run("send", "-m", "precious", "a@example.com");

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(77);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .contains(
              "localhost refuses the login of jo@icloud.com: 535 ",
              "The message is kept: ",
              "app-specific password")
          .doesNotContain("wrong");
      assertThat(smtp.logins()).hasSize(1);
    }
  }

  @Test
  void unavailableAtLoginIsNotARefusal() {
    CliRun run =
        run(
            (tag, command) -> tag + " BAD [UNAVAILABLE] Service temporarily unavailable\r\n",
            "list");

    assertThat(run.exitCode()).isEqualTo(75);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("the server is busy").doesNotContain("password");
  }

  @Test
  void unavailableAfterLoginIsTemporary() {
    CliRun run = run(answering("TAG NO [UNAVAILABLE] Service temporarily unavailable\r\n"), "list");

    assertThat(run.exitCode()).isEqualTo(75);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("the server is busy (opening INBOX");
  }

  @Test
  void silenceEndsWithTheTimeout() {
    CliRun run = run((tag, command) -> ScriptedImap.SILENCE, "check", "-q", "--timeout", "1s");

    assertThat(run.exitCode()).isEqualTo(75);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("did not answer in time", "--timeout");
  }

  @Test
  void aConnectionThatBreaksIsTemporary() {
    CliRun run = run(answering(ScriptedImap.HANG_UP), "check", "-q");

    assertThat(run.exitCode()).isEqualTo(75);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("the connection broke").doesNotContain("java", "Exception");
  }

  @Test
  void aCommandThatTheServerDoesNotKnowIsAProtocolFailure() {
    CliRun run = run(answering("TAG BAD Parse Error (took 0 ms)\r\n"), "check", "-q");

    assertThat(run.exitCode()).isEqualTo(76);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("does not understand", "Parse Error");
  }

  @Test
  void anAnswerThatIsNeitherOkNorNoNorBadIsAProtocolFailure() {
    CliRun run = run(answering("TAG HUH what\r\n"), "check", "subject:x");

    assertThat(run.exitCode()).isEqualTo(76);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("neither OK, NO nor BAD: HUH what");
  }

  @Test
  void aListThatCannotBeParsedIsAProtocolFailure() {
    String answer = "* LIST (\\Noselect) \"/\" {a\r\n/3}b\r\n* LIST (\\Sent)1 UNSEEN 1)\r\n";
    CliRun run = run(answering(answer + "TAG OK done\r\n"), "folders");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("listing folders: its answer cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INBOX (UNSEEN 1", "INBOX (", "INBOX (UNSEEN \"1\")", "INBOX", ""})
  void aStatusThatCannotBeReadEndsTheRun(String status) {
    CliRun run =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(30),
            () -> run(answering("* STATUS " + status + "\r\nTAG OK done\r\n"), "check", "-q"));

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.err()).contains("the server does not tell the count of INBOX");
  }

  @Test
  void noAccountIsAConfigurationFailureWithTheNextStep() {
    CliRun run =
        setting(1, 1, TestCertificate.valid()).without("ICLOUD_MAIL_LOGIN").run("check", "-q");

    assertThat(run.exitCode()).isEqualTo(78);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("icloud-mail: no account is set up\n")
        .contains("ICLOUD_MAIL_LOGIN", "config.toml");
  }

  @Test
  void noPasswordIsAConfigurationFailure() {
    CliRun run = setting(1, 1, TestCertificate.valid()).without("ICLOUD_MAIL_PASSWORD").run("list");

    assertThat(run.exitCode()).isEqualTo(78);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("no password is configured for jo@icloud.com");
  }

  @Test
  void aPasswordFileThatOthersCanReadIsUnsafe() throws IOException {
    Path file = Files.writeString(directory.resolve("password"), MailServers.PASSWORD);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    CliRun run =
        setting(1, 1, TestCertificate.valid())
            .with("ICLOUD_MAIL_PASSWORD_FILE", file.toString())
            .run("list");

    assertThat(run.exitCode()).isEqualTo(78);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("can be used by others", "chmod 600 " + file);
  }

  @Test
  void aMissingTextFileIsNoInput() {
    CliRun run =
        setting(1, 1, TestCertificate.valid())
            .run("send", "-f", directory + "/none", "a@example.com");

    assertThat(run.exitCode()).isEqualTo(66);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("cannot read the text from " + directory + "/none");
  }

  @Test
  void aMessageAboveTheServersSizeIsRefusedBeforeItIsSent() throws IOException {
    Path file = Files.write(directory.resolve("big"), new byte[20_000]);
    try (SubmissionServer smtp =
        new SubmissionServer(TestCertificate.valid(), bytes -> {}, true, 10_000)) {
      CliRun run =
          setting(1, smtp.port(), TestCertificate.valid())
              .run("send", "-m", "x", "-A", file.toString(), "a@example.com");

      assertThat(run.exitCode()).isEqualTo(65);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("bytes when encoded; iCloud takes at most 10000");
      assertThat(smtp.taken()).isEmpty();
    }
  }

  @Test
  void localServersAreLoopbackPortsOrNothing() {
    CliRun run =
        setting(1, 1, TestCertificate.valid())
            .with("ICLOUD_MAIL_LOCAL_SERVERS", "imap=mail.example.com:993 smtp=1 ca=/x")
            .run("list");

    assertThat(run.exitCode()).isEqualTo(78);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("'mail.example.com:993' is not a port of this machine");
  }

  @Test
  void aFailureIsOneJsonObjectWhereJsonIsAskedFor() {
    CliRun run = setting(1, 1, TestCertificate.valid()).run("list", "--json");

    assertThat(run.exitCode()).isEqualTo(75);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("{\"v\":1,\"error\":{\"code\":75,\"kind\":\"temporary\",\"message\":\"cannot")
        .endsWith("\"retryable\":true}}\n")
        .hasLineCount(1);
  }
}
