package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Help texts equal their golden files; {@code -Dgolden=write} makes those anew. */
class HelpTest {
  private static final Path GOLDEN = Path.of("src/test/resources/icloudmail/cli");

  @TempDir Path directory;

  private CliRun run(String... arguments) {
    return CliRun.Setting.of(Map.of(), directory).run(arguments);
  }

  private static void isGolden(String name, CliRun run) throws IOException {
    Path file = GOLDEN.resolve(name + ".txt");
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, run.out());
    }
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo(Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "send", "list", "fetch", "check", "mark", "move", "folders", "setup", "doctor", "help"
      })
  void ofACommand(String command) throws IOException {
    isGolden("help-" + command, run(command, "--help"));
  }

  @Test
  void ofTheProgram() throws IOException {
    isGolden("help", run("--help"));
    isGolden("help", run("help"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"queries", "exit-codes", "environment", "formatting"})
  void onATopicItFitsAScreenOrTwo(String topic) {
    CliRun run = run("help", topic);

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith(topic.toUpperCase(Locale.ROOT).replace('-', ' ') + "\n\n");
    assertThat(run.out().lines())
        .hasSizeBetween(15, 48)
        .allMatch(line -> line.length() <= 83 && !line.endsWith(" "));
  }

  @Test
  void theTopicsTellWhatTheProgramDoes() {
    String codes = run("help", "exit-codes").out();
    String program = run("--help").out();
    Pattern code = Pattern.compile("(?m)^  (\\d+) ");

    assertThat(code.matcher(codes).results().map(found -> found.group(1)))
        .containsExactlyElementsOf(
            code.matcher(program).results().map(found -> found.group(1)).toList());
    assertThat(run("help", "nothing").exitCode()).isEqualTo(64);
  }

  @Test
  void byTheHelpCommand() throws IOException {
    isGolden("help-send", run("help", "send"));
  }

  @Test
  void anUnknownCommandGetsASuggestion() {
    CliRun run = run("lst");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("lst", "Did you mean: list", "Run 'icloud-mail --help'");
  }

  @Test
  void anUnknownOptionIsWrongUsage() {
    CliRun run = run("list", "--limt", "5");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("--limt", "--limit", "Run 'icloud-mail list --help'");
  }

  @Test
  void aValueThatIsNotOneOfItsWordsIsToldThem() {
    CliRun run = run("fetch", "1", "--as", "pdf");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("'pdf' is not one of text, html, headers, raw, eml, maildir, mbox, attachments");
  }

  @Test
  void noCommandAtAllIsWrongUsage() {
    CliRun run = run();

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("which command?", "Run 'icloud-mail --help'");
  }

  @Test
  void aQueryThatHoldsTheNameOfACommandIsStillAQuery() {
    CliRun run = run("list", "subject:x", "send");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.err()).contains("this word of the query is not known\n  send\n  ^^^^");
  }
}
