package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.ScriptedImap;
import icloudmail.testkit.TestCertificate;
import java.nio.file.Path;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder whose name LIST does not tell is no folder that was looked through. */
@Timeout(60)
class UnnamedFolderTest {
  @TempDir Path directory;

  private CliRun run(BiFunction<String, String, String> script, String... arguments) {
    try (ScriptedImap imap = new ScriptedImap(TestCertificate.valid(), script)) {
      return CliRun.Setting.against(imap.port(), 1, TestCertificate.valid(), directory)
          .run(arguments);
    }
  }

  /** A server that lets everybody in, does not idle, and says {@code answer} to all else. */
  private static BiFunction<String, String, String> answering(String answer) {
    return (tag, command) -> {
      if (command.startsWith("AUTHENTICATE")) {
        return tag + " OK user jo authenticated\r\n";
      }
      return command.startsWith("IDLE") ? tag + " NO not now\r\n" : answer.replace("TAG", tag);
    };
  }

  @Test
  void aFolderWithoutAReadableNameIsSaidAfterTheOthers() {
    String answer = "* LIST (\\Sent) NIL \"&ESSAGES)\r\n* LIST () \"/\" Lists\r\n";
    CliRun run =
        run(
            answering(answer + "* STATUS Lists (MESSAGES 1 UNSEEN 1)\r\nTAG OK done\r\n"),
            "folders");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.out()).startsWith("Lists\t").hasLineCount(1);
    assertThat(run.err()).contains("does not tell its name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "check --wait 1s",
        "list",
        "fetch --as eml --new -o DIR/kept",
        "fetch --as mbox -o DIR/kept.mbox"
      })
  void allFoldersAreNotLookedThroughWhereOneHasNoReadableName(String command) {
    String answer =
        "* LIST () \"//\" abc\r\n* LIST () \"/\" Lists\r\n* 0 EXISTS\r\n"
            + "* OK [UIDVALIDITY 5]\r\n* OK [UIDNEXT 1]\r\n";
    String line = command.replace("DIR", directory.toString()) + " in:any";
    StringBuilder asked = new StringBuilder();
    BiFunction<String, String, String> answers = answering(answer + "TAG OK done\r\n");

    CliRun run =
        run(
            (tag, told) -> {
              asked.append(told).append('\n');
              return answers.apply(tag, told);
            },
            line.split(" "));

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.err()).contains("does not tell its name");
    assertThat(asked.toString()).contains("EXAMINE Lists\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"check --wait 1s", "check"})
  void aFolderThatCannotBeOpenedNeedsNoName(String command) {
    String answer = "* LIST (\\Noselect) \"//\" abc\r\n* LIST (\\Junk) \"/\" Junk\r\n";
    CliRun run = run(answering(answer + "TAG OK done\r\n"), (command + " in:any").split(" "));

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(command.equals("check") ? 1 : 76);
    assertThat(run.err()).doesNotContain("does not tell its name", "a bug");
  }
}
