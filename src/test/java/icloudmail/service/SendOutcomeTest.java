package icloudmail.service;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.ScriptedSmtp;
import icloudmail.testkit.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a submission can end: no doubt about it, and no text lost. */
class SendOutcomeTest {
  @TempDir Path directory;

  private CliRun send(UnaryOperator<String> script, String... more) {
    try (ScriptedSmtp smtp = new ScriptedSmtp(TestCertificate.valid(), script)) {
      String[] arguments =
          Stream.concat(Stream.of("send", "-m", "precious", "a@example.com"), Stream.of(more))
              .toArray(String[]::new);
      return CliRun.Setting.against(1, smtp.port(), TestCertificate.valid(), directory)
          .run(arguments);
    }
  }

  private void textIsKept(CliRun run) throws IOException {
    assertThat(run.out()).isEmpty();
    try (Stream<Path> kept = Files.list(directory.resolve("icloud-mail/outbox"))) {
      assertThat(kept)
          .singleElement()
          .satisfies(
              file -> {
                assertThat(file).content().contains("precious");
                String name = file.getFileName().toString();
                String id = name.substring(0, name.indexOf('.'));
                assertThat(run.err()).contains("kept", id);
              });
    }
  }

  @Test
  void takenIsSentEvenWhereNoCopyCanBeFiled() {
    CliRun run = send(command -> null);

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("a@example.com");
    assertThat(run.err()).startsWith("icloud-mail: warning: sent, but no copy is filed: cannot");
    assertThat(directory.resolve("icloud-mail/outbox")).isDirectoryContaining("glob:**.eml");
  }

  @Test
  void aConnectionThatDiesAfterTheDotLeavesTheOutcomeUnknown() throws IOException {
    CliRun run = send(command -> command.equals(".") ? ScriptedSmtp.HANG_UP : null);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.err()).contains("nobody knows whether", "never sent again by itself");
    textIsKept(run);
  }

  @Test
  void silenceAfterTheDotIsUnknownToo() throws IOException {
    CliRun run =
        send(command -> command.equals(".") ? ScriptedSmtp.SILENCE : null, "--timeout", "1s");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.err()).contains("nobody knows whether");
    textIsKept(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA"})
  void aConnectionThatDiesBeforeTheDotIsTemporary(String verb) throws IOException {
    CliRun run = send(command -> command.startsWith(verb) ? ScriptedSmtp.HANG_UP : null);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    textIsKept(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA"})
  void silenceBeforeTheDotIsTemporary(String verb) throws IOException {
    CliRun run =
        send(command -> command.startsWith(verb) ? ScriptedSmtp.SILENCE : null, "--timeout", "1s");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    assertThat(run.err()).contains("did not answer in time");
    textIsKept(run);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAIL | 550 5.7.0 From address is not one of your addresses | 65 | own addresses",
        "MAIL | 553 5.7.1 Sender address rejected: not owned by user   | 65 | own addresses",
        ".    | 550 5.7.0 From address is not one of your addresses | 65 | own addresses",
        "RCPT | 550 5.1.1 No such user                              | 65 | no recipient was taken",
        "RCPT | 451 4.3.0 Try later                                 | 75 | no recipient was taken",
        ".    | 554 5.7.1 [CS01] Message rejected due to local policy. | 69 | [CS01]",
        ".    | 451 4.3.0 Try later                                 | 75 | not taken now",
        ".    | 552 5.3.4 Message size exceeds fixed limit          | 65 | size exceeds",
        "MAIL | 550 5.7.1 jo@icloud.com: You have exceeded your daily sending limit. | 69 | 1000",
        "MAIL | 450 4.7.1 You have exceeded your daily sending limit. | 75 | 1000",
        "AUTH | 535 5.7.8 Error: authentication failed:             | 77 | app-specific password",
        "AUTH | 454 4.7.0 Temporary authentication failure          | 75 | cannot check the login",
      })
  void repliesAreToldInApplesTerms(String verb, String reply, int code, String said)
      throws IOException {
    CliRun run = send(command -> command.startsWith(verb.strip()) ? reply.strip() : null);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(code);
    assertThat(run.err()).contains(said);
    textIsKept(run);
  }

  /** All lines of a reply have the same code (RFC 5321 section 4.2.1). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "250-2.0.0 queued\r\n550 no",
        "550-no\r\n250 2.0.0 queued",
        "250-2.0.0 queued\r\n25",
        "354 more"
      })
  void aReplyToTheDotThatIsNoneLeavesTheOutcomeUnknown(String reply) throws IOException {
    CliRun run = send(command -> command.equals(".") ? reply : null);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.err())
        .contains("nobody knows whether", reply.substring(0, 3))
        .doesNotContain("broke");
    textIsKept(run);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DATA     | 250 2.0.0 Ok            | answered 250 2.0.0 Ok to DATA",
        "MAIL     | 354 go                  | answered 354 go to MAIL",
        "RCPT     | 354 go                  | answered 354 go to RCPT",
        "RCPT     | 250 one%250 too many    | answered 250 too many to DATA",
        "AUTH     | 250 ok                  | answered 250 ok to AUTH",
        "STARTTLS | 250 ok                  | answered 250 ok to STARTTLS",
      })
  void aReplyThatIsNoAnswerIsToldAsSuch(String verb, String reply, String said) throws IOException {
    CliRun run =
        send(
            command -> command.startsWith(verb) ? reply.replace("%", "\r\n") : null,
            "--timeout",
            "2s");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.err()).contains(said + ", which is no answer to it");
    textIsKept(run);
  }

  @Test
  void aLoginThatNeverEndsIsLeft() throws IOException {
    AtomicBoolean asking = new AtomicBoolean();
    CliRun run =
        send(
            command -> {
              asking.compareAndSet(false, command.startsWith("AUTH"));
              return asking.get() ? "334 VXNlcm5hbWU6" : null;
            });

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.err()).contains("answered 334 VXNlcm5hbWU6 to AUTH, which is no answer to it");
    textIsKept(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EHLO", "AUTH", "MAIL", "RCPT", "DATA"})
  void aReplyOfSeveralCodesIsNone(String verb) throws IOException {
    CliRun run = send(command -> command.startsWith(verb) ? "250-one\r\n550 other" : null);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.err()).contains("does not speak SMTP: 250-one 550 other");
    textIsKept(run);
  }
}
