package icloudmail.program;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection for submission that the packaged program begins before there is a message. */
class SubmissionAheadIT {
  private static final String SEND = "-s Statement jo@example.com";

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void environment() throws IOException {
    environment.putAll(icloud.setting(directory).environment());
    environment.put("HOME", directory.toString());
    environment.put("PATH", ProgramRun.launcher().getParent() + ":/usr/bin:/bin");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    // else the launcher has an archive of classes made there
    Files.createFile(directory.resolve(".cache"));
  }

  @AfterEach
  void close() {
    icloud.close();
  }

  private ProgramRun shell(String line) {
    return ProgramRun.shell(directory, environment, "", line);
  }

  /** Opens the pipe {@code text} once the server has heard EHLO over TLS, and no sooner. */
  private void writeOnceGreeted() {
    icloud
        .smtp()
        .listen(
            command -> {
              List<String> heard = icloud.smtp().commands();
              if (heard.equals(List.of("EHLO localhost", "STARTTLS", "EHLO localhost"))) {
                write();
              }
            });
  }

  private void write() {
    try {
      Files.writeString(directory.resolve("text"), "Subject: Statement\n\nTwelve in all.\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text comes after the greeting, for which the program does not know it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "icloud-mail send " + SEND,
        "icloud-mail send --raw jo@example.com",
        "icloud-mail-sendmail -oi jo@example.com"
      })
  void itStandsBeforeTheTextIsThere(String command) {
    writeOnceGreeted();

    ProgramRun run = shell("mkfifo text && timeout 30 cat text | " + command);

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(icloud.smtp().connections()).isEqualTo(1);
    assertThat(icloud.smtp().submissions())
        .singleElement()
        .satisfies(message -> assertThat(message.data()).contains("Twelve in all."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "icloud-mail send --help",
        "icloud-mail send --dry-run -m Hi " + SEND,
        "icloud-mail send --draft -m Hi " + SEND,
        "EDITOR=false; export EDITOR; icloud-mail send --edit " + SEND + " || true",
        "icloud-mail outbox",
        "icloud-mail-sendmail -bp",
        "icloud-mail-sendmail -q"
      })
  void whatSendsNothingConnectsNowhere(String command) {
    ProgramRun run = shell(command);

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(icloud.smtp().connections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "64 icloud-mail send --bogus -m Hi " + SEND,
        "64 icloud-mail send -m Hi",
        "66 icloud-mail send -m Hi -A missing " + SEND,
        "65 icloud-mail send -m Hi jo@",
        "78 unset ICLOUD_MAIL_PASSWORD; icloud-mail send -m Hi " + SEND
      })
  void whoeverDoesNotSendHasNotLoggedIn(String codeAndCommand) {
    String[] parts = codeAndCommand.split(" ", 2);

    ProgramRun run = shell(parts[1]);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(Integer.parseInt(parts[0]));
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("icloud-mail: ").doesNotContain("Exception");
    assertThat(icloud.smtp().commands()).allMatch(line -> line.matches("EHLO.*|STARTTLS|QUIT"));
  }

  @Test
  void whatWasSentOnceIsNotSentAgain() {
    String once = "icloud-mail send -q --once key -m Hi " + SEND;

    assertThat(shell(once + " && " + once)).isEqualTo(new ProgramRun(0, "", ""));

    assertThat(icloud.smtp().submissions()).hasSize(1);
    assertThat(icloud.smtp().commands()).filteredOn(line -> line.startsWith("AUTH")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--no-copy", "--no-copy --timeout 5s"})
  void aFailureOfItIsThatOfTheCommand(String options) {
    icloud.faults().on("CONNECT").always().close();

    ProgramRun run = shell("icloud-mail send -m Hi " + options + " " + SEND);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("closed the connection").doesNotContain("Exception");
    assertThat(icloud.smtp().connections()).isEqualTo(1);
  }

  @Test
  void oneThatHasDiedIsReplaced() {
    icloud.faults().on("AUTH").close();

    ProgramRun run = shell("icloud-mail send -q -m Hi " + SEND);

    assertThat(run).isEqualTo(new ProgramRun(0, "", ""));
    assertThat(icloud.smtp().connections()).isEqualTo(2);
    assertThat(icloud.smtp().submissions()).hasSize(1);
  }
}
