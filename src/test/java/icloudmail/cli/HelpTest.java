package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  private static final Path MAIN = Path.of("src/main/java/icloudmail");

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
        "send",
        "list",
        "fetch",
        "check",
        "mark",
        "move",
        "folders",
        "outbox",
        "setup",
        "doctor",
        "help",
        "completion"
      })
  void ofACommand(String command) throws IOException {
    isGolden("help-" + command, run(command, "--help"));
    fitsTwoScreensAndEndsWithExamples(run(command, "--help"));
  }

  private static void fitsTwoScreensAndEndsWithExamples(CliRun help) {
    assertThat(help.out().lines())
        .hasSizeLessThanOrEqualTo(48)
        .allMatch(line -> line.length() <= 80);
    assertThat(help.out()).containsPattern("\n\nExamples:\n(  .*icloud-mail .*\n)+$");
  }

  @Test
  void ofTheProgram() throws IOException {
    isGolden("help", run("--help"));
    isGolden("help", run("help"));
    fitsTwoScreensAndEndsWithExamples(run("help"));
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
        .allMatch(line -> line.length() <= 80 && !line.endsWith(" "));
  }

  /** What the source itself says of columns, words and variables. */
  private static void tells(CliRun topic, String source, String pattern) throws IOException {
    List<String> known =
        Pattern.compile(pattern)
            .matcher(Files.readString(MAIN.resolve(source)))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(known).hasSizeGreaterThan(2);
    assertThat(topic.out()).contains(known);
  }

  @Test
  void theTopicsTellAllThatTheProgramKnows() throws IOException {
    tells(run("help", "formatting"), "render/TsvPrinter.java", "\\{@code (\\w+( \\w+)+)}");
    tells(run("help", "queries"), "cli/QueryTerm.java", "case \"(\\w{2,}?)\" -> (?!start)");
    tells(run("help", "environment"), "config/Environment.java", "\"([A-Z][A-Z_]+[A-Z])\"");
    tells(run("help", "environment"), "config/AccountResolver.java", "\\.get\\(\"([A-Z_]{5,})\"");
    assertThat(run("help", "environment").out()).contains("XDG_CACHE_HOME", "TMPDIR", "JAVA_HOME");
    tells(run("help", "environment"), "cli/MessageProgram.java", "\"(ICLOUD_[A-Z_]+)\"");
  }

  @Test
  void anUnknownTopicIsWrongUsage() {
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
