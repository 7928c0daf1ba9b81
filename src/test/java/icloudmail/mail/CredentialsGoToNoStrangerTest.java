package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.ScriptedImap;
import icloudmail.testkit.SubmissionServer;
import icloudmail.testkit.TestCertificate;
import java.nio.file.Path;
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
}
