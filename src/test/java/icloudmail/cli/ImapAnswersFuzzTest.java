package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.ScriptedImap;
import icloudmail.testkit.TestCertificate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever an IMAP server says, a run ends soon, with a true exit code and a plain message. */
@Timeout(60)
class ImapAnswersFuzzTest {
  /** The other codes say that the user is wrong, or the program. */
  private static final List<Integer> TRUE_CODES = List.of(0, 1, 65, 69, 75, 76, 77);

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("list", "--json"),
          List.of("check", "--tsv"),
          List.of("fetch", "7", "--as", "text"),
          List.of("folders", "--json"),
          List.of("list", "has:attachment", "--snippet", "--tsv"),
          List.of("fetch", "7", "--as", "raw"),
          List.of("list", "in:any", "subject:a"));

  private static final int PATIENCE_MILLIS = 100;

  @TempDir static Path state;
  private static ScriptedImap server;
  private static volatile List<String> answers = List.of();

  @BeforeAll
  static void start() {
    server =
        new ScriptedImap(TestCertificate.valid(), ImapAnswersFuzzTest::answer)
            .hangingUpAfter(PATIENCE_MILLIS);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /**
   * @param data the number of a command line, the answers to SEARCH, FETCH, EXAMINE, LIST and
   *     STATUS, parted by NUL; TAG stands for the tag, and the end of each is as it should be
   */
  @FuzzTest
  void anyAnswers(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    int command = text.isEmpty() ? 0 : text.charAt(0) % COMMANDS.size();
    answers = List.of(text.substring(Math.min(1, text.length())).split("\0", 5));
    CliRun run =
        CliRun.Setting.against(server.port(), 1, TestCertificate.valid(), state)
            .run(COMMANDS.get(command).toArray(String[]::new));

    assertThat(TRUE_CODES).as(run.toString()).contains(run.exitCode());
    assertThat(run.err())
        .doesNotContain("\tat ", "Exception")
        .doesNotContainPattern("[\\p{Cc}&&[^\\n\\t]]");
    assertThat(run.exitCode() > 1 && run.err().isBlank()).as(run.toString()).isFalse();
    if (command != 5) {
      assertThat(run.out()).doesNotContainPattern("[\\p{Cc}&&[^\\n\\t]]");
    }
  }

  private static String answer(String tag, String command) {
    List<String> starts = List.of("UID SEARCH", "UID FETCH", "EXAMINE", "LIST", "STATUS");
    for (int at = 0; at < starts.size(); at++) {
      if (command.startsWith(starts.get(at))) {
        String said = at < answers.size() ? answers.get(at) : "";
        String sane = said.isEmpty() ? usual(at) : said;
        return sane.replace("TAG", tag) + tag + " OK done (took 1 ms)\r\n";
      }
    }
    return tag + " OK done\r\n";
  }

  private static String usual(int at) {
    return switch (at) {
      case 0 -> "* SEARCH 7\r\n";
      case 1 ->
          "* 1 FETCH (UID 7 FLAGS () INTERNALDATE \"23-Nov-2026 10:00:00 +0000\" RFC822.SIZE 14"
              + " BODY[]<0> {14}\r\nSubject: a\r\n\r\n)\r\n";
      case 2 -> "* 1 EXISTS\r\n* OK [UIDVALIDITY 1451405933]\r\n* OK [UIDNEXT 8]\r\n";
      case 3 -> "* LIST (\\HasNoChildren) \"/\" \"INBOX\"\r\n";
      default -> "* STATUS \"INBOX\" (MESSAGES 1 UNSEEN 1 UIDNEXT 8 UIDVALIDITY 1451405933)\r\n";
    };
  }
}
