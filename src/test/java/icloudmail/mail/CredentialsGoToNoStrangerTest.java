package icloudmail.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.MailServers;
import icloudmail.testkit.OldTls;
import icloudmail.testkit.ScriptedImap;
import icloudmail.testkit.ScriptedSmtp;
import icloudmail.testkit.SubmissionServer;
import icloudmail.testkit.TestCertificate;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that cannot prove who it is gets no credential, and the exit code says so. */
class CredentialsGoToNoStrangerTest {
  @TempDir Path directory;

  static Stream<Arguments> strangers() {
    return Stream.of(
        Arguments.of("expired", (Supplier<TestCertificate>) TestCertificate::expired, true),
        Arguments.of(
            "another host", (Supplier<TestCertificate>) TestCertificate::ofAnotherHost, true),
        Arguments.of("of a client", (Supplier<TestCertificate>) TestCertificate::ofAClient, true),
        Arguments.of("unknown", (Supplier<TestCertificate>) TestCertificate::unknown, false));
  }

  private CliRun.Setting setting(int imap, int smtp, TestCertificate trusted) {
    return CliRun.Setting.against(imap, smtp, trusted, directory);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strangers")
  void overImap(String what, Supplier<TestCertificate> stranger, boolean trusted) {
    TestCertificate certificate = stranger.get();
    try (ScriptedImap imap =
        new ScriptedImap(certificate, (tag, command) -> tag + " OK done\r\n")) {
      CliRun run =
          setting(imap.port(), 1, trusted ? certificate : TestCertificate.valid())
              .run("check", "-q");

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .contains("cannot prove that it is the mail server", "No credential was sent.");
      assertThat(imap.commands()).noneMatch(command -> command.startsWith("AUTH"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strangers")
  void overSubmission(String what, Supplier<TestCertificate> stranger, boolean trusted) {
    TestCertificate certificate = stranger.get();
    try (SubmissionServer smtp = new SubmissionServer(certificate, bytes -> {})) {
      CliRun run =
          setting(1, smtp.port(), trusted ? certificate : TestCertificate.valid())
              .run("send", "-m", "x", "a@example.com");

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .contains("cannot prove that it is the mail server", "No credential was sent.");
      assertThat(smtp.logins()).isEmpty();
      assertThat(smtp.taken()).isEmpty();
    }
  }

  @Test
  void withoutStarttls() {
    try (SubmissionServer smtp =
        new SubmissionServer(TestCertificate.valid(), bytes -> {}, false, 0)) {
      CliRun run =
          setting(1, smtp.port(), TestCertificate.valid()).run("send", "-m", "x", "a@example.com");

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("does not offer STARTTLS", "No credential was sent.");
      assertThat(smtp.logins()).isEmpty();
      assertThat(smtp.taken()).isEmpty();
    }
  }

  @Test
  void withoutStarttlsAnswered() {
    for (String reply : List.of("454 4.7.0 Not now", "502 5.5.1 What?", "250 2.0.0 Ok")) {
      try (ScriptedSmtp smtp =
          new ScriptedSmtp(
              TestCertificate.valid(), line -> line.equals("STARTTLS") ? reply : null)) {
        CliRun run = send(smtp.port());

        assertThat(run.exitCode()).as(run.toString()).isIn(69, 75, 76);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("icloud-mail: ").contains("The message is kept: ");
        assertThat(smtp.heardInPlain()).allMatch(line -> line.matches("EHLO .*|STARTTLS|QUIT"));
        assertThat(smtp.heardOverTls()).isEmpty();
      }
    }
  }

  /** CVE-2011-0411: what came in plain text behind the answer to STARTTLS was taken for secret. */
  @Test
  void whatIsSaidBeforeTlsIsForgotten() {
    String injected = "220 2.0.0 Ready\r\n250-evil\r\n250-SIZE 1\r\n250 AUTH EVIL";
    try (ScriptedSmtp smtp =
        new ScriptedSmtp(
            TestCertificate.valid(), line -> line.equals("STARTTLS") ? injected : null)) {
      CliRun run = send(smtp.port());

      assertThat(run.exitCode()).as(run.toString()).isIn(0, 75, 76);
      assertThat(run.out() + run.err()).doesNotContain("EVIL", "SIZE 1", "at most 1");
      assertThat(smtp.heardInPlain()).allMatch(line -> line.matches("EHLO .*|STARTTLS|QUIT"));
      assertThat(smtp.heardOverTls()).allMatch(line -> run.exitCode() == 0 || line.isEmpty());
    }
  }

  @Test
  void toAServerThatForbidsLogins() {
    String greeting = "* OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=GSSAPI] hello\r\n";
    try (ScriptedImap imap =
        new ScriptedImap(
            TestCertificate.valid(), greeting, (tag, command) -> tag + " OK done\r\n")) {
      CliRun run = setting(imap.port(), 1, TestCertificate.valid()).run("check", "-q");

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("offers no login", "No credential was sent.");
      assertThat(imap.commands()).noneMatch(this::holdsCredential);
    }
  }

  /**
   * RFC 3501 section 7.1.4: who is logged in by somebody else's will reads somebody else's mail.
   */
  @Test
  void toAServerThatSaysWeAreLoggedIn() {
    String greeting = "* PREAUTH [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] welcome, eve\r\n";
    try (ScriptedImap imap =
        new ScriptedImap(
            TestCertificate.valid(),
            greeting,
            (tag, command) ->
                command.startsWith("AUTH")
                    ? tag + " BAD already\r\n"
                    : "* STATUS INBOX (UNSEEN 0)\r\n" + tag + " OK done\r\n")) {
      CliRun run = setting(imap.port(), 1, TestCertificate.valid()).run("check");

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("somebody is logged in", "No credential was sent.");
      assertThat(imap.commands()).noneMatch(this::holdsCredential);
    }
  }

  /** RFC 2221: another server is named that is to be logged in to. */
  @Test
  void byReferral() {
    try (ScriptedImap other =
        new ScriptedImap(TestCertificate.valid(), (tag, command) -> tag + " OK done\r\n")) {
      String referral = "[REFERRAL imap://jo;AUTH=*@localhost:" + other.port() + "/] there\r\n";
      for (String said : List.of("NO ", "BAD ", "* BYE ")) {
        try (ScriptedImap imap =
            new ScriptedImap(
                TestCertificate.valid(),
                (tag, command) -> (said.startsWith("*") ? "" : tag + " ") + said + referral)) {
          CliRun run =
              setting(imap.port(), 1, TestCertificate.valid()).run("check", "--timeout", "1s");

          assertThat(run.exitCode()).as(run.toString()).isIn(75, 76, 77);
          assertThat(run.out()).isEmpty();
          assertThat(run.err()).startsWith("icloud-mail: ");
        }
      }
      assertThat(other.commands()).isEmpty();
    }
  }

  /** A ServerHello of TLS 1.1 (RFC 4346), to which there is nothing to say but an alert. */
  @Test
  void overTlsOfOldOverImap() throws Exception {
    try (OldTls old = new OldTls("")) {
      CliRun run = setting(old.port(), 1, TestCertificate.valid()).run("check", "-q");

      assertThat(run.exitCode()).as(run.toString()).isIn(75, 76);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).startsWith("icloud-mail: no TLS with localhost:");
      assertThat(old.heard()).isNotEmpty().allMatch(record -> record == OldTls.ALERT);
    }
  }

  @Test
  void overTlsOfOldOverSubmission() throws Exception {
    try (OldTls old = new OldTls("220 localhost\r\n")) {
      CliRun run = send(old.port());

      assertThat(run.exitCode()).as(run.toString()).isIn(75, 76);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("TLS", "The message is kept: ");
      assertThat(old.heard()).isNotEmpty().allMatch(record -> record == OldTls.ALERT);
    }
  }

  private CliRun send(int port) {
    return setting(1, port, TestCertificate.valid()).run("send", "-m", "x", "a@example.com");
  }

  private boolean holdsCredential(String command) {
    String plain = "\0" + MailServers.LOGIN + "\0" + MailServers.PASSWORD;
    return command.contains(MailServers.PASSWORD)
        || command.contains(Base64.getEncoder().encodeToString(plain.getBytes(UTF_8)));
  }
}
