package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.ScriptedImap;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes where a literal is about to be sent, and is no answer to this command, ends none. */
class AnswersToOthersTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun run(String... arguments) {
    return icloud.setting(directory).run(arguments);
  }

  @Test
  void noSearchFindsNothingBecauseOfIt() {
    icloud.deliver("Subject: =?UTF-8?Q?=C3=9Cbung?=\n\ntext\n");
    assertThat(run("check", "subject:Übung").exitCode()).isZero();
    icloud.faults().on("CONTINUE").always().garbage();

    CliRun run = run("check", "subject:Übung");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("icloud-mail: the connection broke (searching INBOX");
  }

  @Test
  void noSearchFindsNothingBecauseOfTheAnswerToAnotherCommand() {
    icloud.faults().on("CONTINUE").always().wrongTag();

    CliRun run = run("check", "subject:Übung");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("icloud-mail: the connection broke (searching INBOX");
  }

  /** As whoever greets without CAPABILITY is asked while the connection is made. */
  @Test
  void nothingBreaksBecauseOfItBeforeTheConnectionStands() {
    try (ScriptedImap server =
        new ScriptedImap(
            TestCertificate.valid(),
            "* OK hello\r\n",
            (tag, command) ->
                command.startsWith("CAPABILITY")
                    ? "A99 OK of another\r\n" + tag + " OK done\r\n"
                    : tag + " NO no\r\n")) {
      CliRun run =
          CliRun.Setting.against(server.port(), 1, TestCertificate.valid(), directory).run("list");

      assertThat(run.exitCode()).as(run.toString()).isBetween(75, 77);
      assertThat(run.err()).doesNotContain("a bug");
    }
  }

  @Test
  void noCopyIsTakenForFiledBecauseOfIt() {
    icloud.faults().on("CONTINUE").garbage();

    CliRun run = run("send", "-m", "precious", "bob@example.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("\tsent\t");
    assertThat(run.err()).isEmpty();
    assertThat(run("outbox", "--flush").exitCode()).isZero();
    assertThat(icloud.messages(icloud.sent())).hasSize(1);
  }
}
