package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A text that goes through an editor, which here is a script. */
class EditingTest {
  private static final Pattern KEPT = Pattern.compile("(/\\S*icloud-mail-\\S+\\.(?:txt|html|md))");

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  /** The script notes what it was given in {@code seen}, and each run in {@code runs}. */
  private CliRun.Setting editing(String script) throws IOException {
    Path editor = directory.resolve("my editor");
    Files.writeString(
        editor,
        "#!/bin/sh\necho \"$1\" >>'"
            + directory
            + "/runs'\ncat \"$1\" >'"
            + directory
            + "/seen'\n"
            + script
            + "\n");
    Files.setPosixFilePermissions(editor, PosixFilePermissions.fromString("rwx------"));
    return icloud.setting(directory).with("EDITOR", "'" + editor + "'");
  }

  private String body() {
    assertThat(icloud.smtp().submissions()).hasSize(1);
    String data = icloud.smtp().submissions().get(0).data();
    return data.substring(data.indexOf("\r\n\r\n") + 4);
  }

  private Path runs() {
    return directory.resolve("runs");
  }

  private Path seen() {
    return directory.resolve("seen");
  }

  private Path edited() throws IOException {
    return Path.of(Files.readString(runs()).strip());
  }

  private void nothingIsSent() {
    assertThat(icloud.smtp().connections()).isZero();
  }

  /** The text that a message says is kept. */
  private static String kept(CliRun run) throws IOException {
    Matcher place = KEPT.matcher(run.err());
    assertThat(place.find()).as(run.err()).isTrue();
    Path file = Path.of(place.group(1));
    String text = Files.readString(file);
    Files.delete(file);
    return text;
  }

  @Test
  void whatTheEditorLeavesIsSentAndItsFileIsGone() throws IOException {
    CliRun run =
        editing("echo 'new text' >\"$1\"").run("send", "--edit", "-m", "old", "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(seen()).hasContent("old");
    assertThat(body()).isEqualTo("new text\r\n");
    assertThat(edited()).doesNotExist();
  }

  @Test
  void aTextThatIsLeftAsItWasIsSent() throws IOException {
    CliRun run = editing("true").run("send", "--edit", "-m", "as it was", "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(body()).isEqualTo("as it was\r\n");
  }

  @Test
  void onATerminalAnEditorOpensWhereNoTextIsGiven() throws IOException {
    CliRun run =
        editing("echo typed >\"$1\"").onTerminal(80).run("send", "-s", "Hi", "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(seen()).isEmptyFile();
    assertThat(body()).isEqualTo("typed\r\n");
  }

  @Test
  void whatIsPipedInCanBeEdited() throws IOException {
    CliRun run =
        editing("echo more >>\"$1\"").withStdin("piped\n").run("send", "--edit", "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(body()).isEqualTo("piped\r\nmore\r\n");
  }

  @Test
  void visualGoesBeforeEditorAndEitherMayHaveArguments() throws IOException {
    CliRun.Setting setting =
        editing("exit 3").with("VISUAL", "sh -c 'echo \"$1 $2\" >\"$2\"; : ' zero one");

    CliRun run = setting.run("send", "--edit", "-m", "x", "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(body()).startsWith("one /").endsWith(".txt\r\n");
    assertThat(runs()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"--html,.html", "--markdown,.md", "-q,.txt"})
  void theFilesNameTellsItsLanguage(String option, String suffix) throws IOException {
    CliRun run = editing("true").run("send", "--edit", option, "-m", "x", "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(edited().toString()).endsWith(suffix);
  }

  @Test
  void anEmptiedTextIsTheWayToCallItOff() throws IOException {
    CliRun run = editing("echo ' ' >\"$1\"").run("send", "--edit", "-m", "old", "a@example.com");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("icloud-mail: the text is empty\n  Nothing is sent.\n");
    assertThat(edited()).doesNotExist();
    nothingIsSent();
  }

  @Test
  void whereTheEditorFailsNothingIsSentAndTheTextIsKept() throws IOException {
    CliRun run =
        editing("echo half >\"$1\"; exit 1").run("send", "--edit", "-m", "x", "a@example.com");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("ended with 1", "Nothing is sent.");
    assertThat(kept(run)).isEqualTo("half\n");
    nothingIsSent();
  }

  @ParameterizedTest
  @CsvSource({
    "65, nobody, -s, x",
    "65, a@example.com, -s, 'x\ny'",
    "65, a@example.com, -c, nobody",
    "65, a@example.com, --reply-to, nobody",
    "65, a@example.com, -H, 'X-Odd: a\nb'",
    "66, a@example.com, -A, /no/such/file",
    "64, a@example.com, -H, 'Subject: x'",
    "64, a@example.com, --inline, /no/such/file",
  })
  void whatIsWrongIsToldBeforeTheEditorRuns(int code, String to, String option, String value)
      throws IOException {
    CliRun run = editing("true").run("send", "--edit", "-m", "x", option, value, to);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("icloud-mail: ");
    assertThat(runs()).doesNotExist();
    nothingIsSent();
  }

  @Test
  void withoutARecipientTheEditorDoesNotRun() throws IOException {
    CliRun run = editing("true").run("send", "--edit", "-m", "x");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.err()).contains("nobody to send to");
    assertThat(runs()).doesNotExist();
  }

  @Test
  void whereTheEditedTextCannotBeComposedItIsKept() throws IOException {
    CliRun run =
        editing("echo '<img src=\"cid:x.png\">' >\"$1\"")
            .run("send", "--edit", "--html", "-m", "x", "a@example.com");

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("cid:x.png", "Your text is kept in ");
    assertThat(kept(run)).isEqualTo("<img src=\"cid:x.png\">\n");
    nothingIsSent();
  }

  @Test
  void whatIsShownInlineIsLookedForInTheEditedText() throws IOException {
    Path logo = Files.writeString(directory.resolve("logo.png"), "x");

    CliRun run =
        editing("echo '<img src=\"cid:logo.png\">' >\"$1\"")
            .run("send", "--edit", "--html", "--inline", logo.toString(), "-m", "", "a@b.example");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(body()).contains("<img src=\"cid:part1.");
  }

  @Test
  void whereTheOutboxCannotBeWrittenTheTextIsKept() throws IOException {
    Path state = Files.writeString(directory.resolve("state"), "no directory");

    CliRun run =
        editing("echo typed >\"$1\"")
            .with("XDG_STATE_HOME", state.toString())
            .run("send", "--edit", "-m", "x", "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(73);
    assertThat(run.out()).isEmpty();
    assertThat(kept(run)).isEqualTo("typed\n");
    nothingIsSent();
  }

  @Test
  void whatLeavesNoUtf8IsKept() throws IOException {
    CliRun run =
        editing("printf 'caf\\351\\n' >\"$1\"").run("send", "--edit", "-m", "x", "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(65);
    assertThat(run.err()).contains("is not UTF-8");
    assertThat(edited()).exists();
    assertThat(run.err()).contains(edited().toString());
    Files.delete(edited());
    nothingIsSent();
  }

  @Test
  void withoutAnEditorItIsToldHowToNameOne() {
    CliRun.Setting none = icloud.setting(directory);

    CliRun edit = none.run("send", "--edit", "-m", "x", "a@example.com");
    CliRun terminal = none.onTerminal(80).run("send", "a@example.com");

    assertThat(edit.exitCode()).isEqualTo(64);
    assertThat(edit.out()).isEmpty();
    assertThat(edit.err()).isEqualTo("icloud-mail: no editor is named\n  Set $EDITOR.\n");
    assertThat(terminal.exitCode()).isEqualTo(64);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).contains("the message has no text", "or set $EDITOR");
  }
}
