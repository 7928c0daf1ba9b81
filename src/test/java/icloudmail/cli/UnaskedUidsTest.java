package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.ScriptedImap;
import icloudmail.testkit.TestCertificate;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that tells of more messages than it was asked about has nothing done with them. */
@Timeout(60)
class UnaskedUidsTest {
  @TempDir Path state;

  private final StringBuilder asked = new StringBuilder();

  private String answer(String tag, String command) {
    String said = "";
    String verdict = " OK done\r\n";
    if (command.startsWith("SELECT") || command.startsWith("EXAMINE")) {
      said = "* 5 EXISTS\r\n* OK [UIDVALIDITY 14]\r\n* OK [UIDNEXT 6]\r\n";
    } else if (command.startsWith("LIST")) {
      said = "* LIST (\\Archive) \"/\" Archive\r\n* LIST () \"/\" INBOX\r\n";
    } else if (command.startsWith("STATUS")) {
      said = "* STATUS Archive (UIDNEXT 1)\r\n";
    } else if (command.startsWith("UID SEARCH")) {
      said = "* SEARCH 1 2 3 4 5\r\n";
    } else if (command.startsWith("UID COPY")) {
      verdict = " OK [COPYUID 15 1:5 1:5] done\r\n";
    } else if (command.startsWith("UID MOVE")) {
      verdict = " BAD what\r\n";
    }
    return said + tag + verdict;
  }

  private CliRun run(String line) {
    try (ScriptedImap server = new ScriptedImap(TestCertificate.valid(), this::answer)) {
      CliRun run =
          CliRun.Setting.against(server.port(), 1, TestCertificate.valid(), state)
              .run(line.split(" "));
      server.commands().forEach(command -> asked.append(command).append('\n'));
      return run;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "move 2 --forever --yes, removed INBOX/14/2",
    "move INBOX/14/2 --forever --yes, removed INBOX/14/2",
    "mark INBOX/14/2 --flag, marked INBOX/14/2",
    "mark is:unread 2 --flag, marked INBOX/14/2",
    "move 2 archive, moved INBOX/14/2",
  })
  void whatWasNotNamedIsLeftAlone(String line, String told) {
    CliRun run = run(line);

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out().lines().map(row -> row.split("\t", -1)[0])).hasSize(1);
    assertThat(asked.toString())
        .containsPattern("UID (STORE|EXPUNGE|COPY) 2\\b")
        .doesNotContainPattern("UID (STORE|EXPUNGE|COPY) (2[:,]|[13-5])");
  }

  @Test
  void whatWasNotNamedIsNotCounted() {
    assertThat(run("check --count 2:3").out()).isEqualTo("2\n");
  }
}
