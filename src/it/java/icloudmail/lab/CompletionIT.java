package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts in the shells that they are for; no Java is on the path while they answer. */
class CompletionIT {
  private static final Path SHARE = Path.of("target/icloud-mail/share").toAbsolutePath();
  private static final Path BASH = SHARE.resolve("bash-completion/completions/icloud-mail");
  private static final Path ZSH = SHARE.resolve("zsh/site-functions");
  private static final Path FISH = SHARE.resolve("fish/vendor_completions.d/icloud-mail.fish");
  private static final Path DRIVERS = Path.of("src/it/resources/icloudmail/lab").toAbsolutePath();

  @TempDir Path home;

  @BeforeEach
  void anAccountAndItsFolders() throws IOException {
    Path folders = Files.createDirectories(home.resolve("state/icloud-mail/folders"));
    Files.writeString(
        folders.resolve("me"),
        "INBOX\nArchive\nDeleted Messages\nEntwürfe\nSay \"hi\"\nJo's\nback\\slash\n");
    Files.writeString(folders.resolve("a_b"), "INBOX\nWork\n");
    Path config = Files.createDirectories(home.resolve("config/icloud-mail"));
    Files.writeString(
        config.resolve("config.toml"),
        """
        default-account = "me"
        [accounts.me]
        login = "jo@icloud.com"
        [accounts."a/b"]   # at work
        login = "ada@icloud.com"
        [ accounts . 'my mail' ]
        login = "bob@icloud.com"
        """);
    Files.writeString(home.resolve("report 1.csv"), "");
    Files.createDirectories(home.resolve("reports"));
  }

  private String output(String... command) {
    ProgramRun run =
        ProgramRun.of(
            home,
            Map.of(
                "HOME",
                home.toString(),
                "XDG_STATE_HOME",
                home.resolve("state").toString(),
                "XDG_CONFIG_HOME",
                home.resolve("config").toString(),
                "PATH",
                "/usr/bin:/bin",
                "TERM",
                "dumb",
                "LC_ALL",
                "C.UTF-8"),
            "",
            command);
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    return run.out().stripTrailing();
  }

  /** The answers of bash to these words, which begin a line. */
  private List<String> bash(String line, String... words) {
    List<String> command = new ArrayList<>(List.of("bash", "--norc"));
    command.add(DRIVERS.resolve("complete.bash").toString());
    command.add(BASH.toString());
    command.add("icloud-mail " + line);
    command.add("icloud-mail");
    command.addAll(List.of(words));
    return output(command.toArray(String[]::new)).lines().map(String::stripTrailing).toList();
  }

  private String zsh(String line, String manner) {
    String driver = DRIVERS.resolve("complete.zsh").toString();
    return output("zsh", "-f", driver, ZSH.toString(), "icloud-mail " + line, manner);
  }

  private List<String> fish(String line) {
    return output(
            "fish",
            "--no-config",
            "--command",
            "source $argv[1]; complete -C $argv[2]",
            FISH.toString(),
            "icloud-mail " + line)
        .lines()
        .toList();
  }

  @Test
  void bashCompletesCommandsOptionsAndValues() {
    assertThat(bash("sen", "sen")).containsExactly("send");
    assertThat(bash("", ""))
        .containsExactly(
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
            "completion");
    assertThat(bash("fetch --pr", "fetch", "--pr")).containsExactly("--prefer=");
    assertThat(bash("fetch --as m", "fetch", "--as", "m")).containsExactly("maildir", "mbox");
    assertThat(bash("fetch --as=m", "fetch", "--as", "=", "m")).containsExactly("maildir", "mbox");
    assertThat(bash("list --sort ", "list", "--sort", ""))
        .containsExactly("date", "from", "subject", "size");
    assertThat(bash("--color a", "--color", "a")).containsExactly("auto", "always");
    assertThat(bash("setup --store ", "setup", "--store", ""))
        .containsExactly("secret-tool", "keychain", "dpapi", "file");
    assertThat(bash("help q", "help", "q")).containsExactly("queries");
    assertThat(bash("completion ", "completion", "")).containsExactly("bash", "zsh", "fish");
    assertThat(bash("send -A rep", "send", "-A", "rep"))
        .containsExactlyInAnyOrder("report 1.csv", "reports");
    assertThat(bash("send jo", "send", "jo")).containsExactly();
  }

  @Test
  void bashCompletesQueriesFoldersAndAccounts() {
    assertThat(bash("list fr", "list", "fr")).containsExactly("from:");
    assertThat(bash("list is:", "list", "is", ":"))
        .containsExactly("answered", "draft", "flagged", "read", "unread");
    assertThat(bash("list in:De", "list", "in", ":", "De"))
        .containsExactly("\\\"Deleted\\ Messages\\\"");
    assertThat(bash("list in:E", "list", "in", ":", "E")).containsExactly("Entwürfe");
    assertThat(bash("list in:Say\\ ", "list", "in", ":", "Say\\ "))
        .containsExactly("\\\"Say\\ \\\\\\\"hi\\\\\\\"\\\"");
    assertThat(bash("list 'in:Say", "list", "'in:Say")).containsExactly("in:\"Say \\\"hi\\\"\"");
    assertThat(bash("list in:\"De", "list", "in", ":", "\"De"))
        .containsExactly("\\\"Deleted Messages\\\"");
    assertThat(bash("move 7 De", "move", "7", "De")).containsExactly("Deleted\\ Messages");
    assertThat(bash("move 7 Jo", "move", "7", "Jo")).containsExactly("Jo\\'s");
    assertThat(bash("move 7 ba", "move", "7", "ba")).containsExactly("back\\\\slash");
    assertThat(bash("-a a/b move 7 W", "-a", "a/b", "move", "7", "W")).containsExactly("Work");
    assertThat(bash("-a me move 7 W", "-a", "me", "move", "7", "W")).containsExactly();
    assertThat(bash("send --reply in:W", "send", "--reply", "in", ":", "W"))
        .containsExactly("Work");
    assertThat(bash("-a ", "-a", "")).containsExactly("me", "a/b", "my\\ mail");
    assertThat(bash("list --account=a", "list", "--account", "=", "a")).containsExactly("a/b");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "sen, send ",
        "fetch --pre, fetch --prefer=",
        "send jo@example.com --inl, send jo@example.com --inline=",
        "fetch --as=mai, fetch --as=maildir ",
        "help que, help queries ",
        "completion fi, completion fish ",
        "list fro, list from:",
        "list is:unr, list is:unread ",
        "list in:De, list in:\\\"Deleted\\ Messages\\\" ",
        "list 'in:De, |list 'in:\"Deleted Messages\"' |",
        "list in:Ent, list in:Entwürfe ",
        "list in:Say, |list in:\\\"Say\\ \\\\\\\"hi\\\\\\\"\\\" |",
        "move 7 De, move 7 Deleted\\ Messages ",
        "move 7 Jo, move 7 Jo\\'s ",
        "-a a/b move 7 W, -a a/b move 7 Work ",
        "-a me list in:W, -a me list in:W",
        "-a my, -a my\\ mail ",
        "|send -A report\\ |, send -A report\\ 1.csv "
      })
  void zshCompletes(String typed, String completed) {
    assertThat(zsh(typed, "one")).isEqualTo("icloud-mail " + completed.stripTrailing());
  }

  @Test
  void zshKnowsAllAnswers() {
    assertThat(zsh("fetch --as m", "every")).isEqualTo("icloud-mail fetch --as maildir mbox");
    assertThat(zsh("list --sort ", "every"))
        .isEqualTo("icloud-mail list --sort date from size subject");
    assertThat(zsh("setup --store ", "every"))
        .isEqualTo("icloud-mail setup --store dpapi file keychain secret-tool");
    assertThat(zsh("", "every"))
        .isEqualTo(
            "icloud-mail check completion doctor fetch folders help list mark move outbox send"
                + " setup");
  }

  @Test
  void whatTheProgramPrintsCanBeEvaluatedAsWell() throws IOException {
    String evaluated = "eval \"$(<" + ZSH.resolve("_icloud-mail") + ")\"";
    String driver = DRIVERS.resolve("complete.zsh").toString();

    assertThat(output("zsh", "-f", driver, evaluated, "icloud-mail list in:Ent", "one"))
        .isEqualTo("icloud-mail list in:Entwürfe");
    assertThat(Files.readString(BASH)).isNotEmpty();
    assertThat(output("bash", "--norc", "-c", "eval \"$(<" + BASH + ")\"; complete -p icloud-mail"))
        .isEqualTo("complete -o nospace -F _icloud_mail icloud-mail");
  }

  /** bash-completion finds the file by the name of the command. */
  @Test
  void bashCompletionLoadsItByItself() {
    assertThat(
            output(
                "bash",
                "--norc",
                "-c",
                "XDG_DATA_DIRS="
                    + SHARE
                    + "; . /usr/share/bash-completion/bash_completion;"
                    + " _completion_loader icloud-mail; complete -p icloud-mail"))
        .isEqualTo("complete -o nospace -F _icloud_mail icloud-mail");
  }

  @Test
  void fishCompletesCommandsOptionsAndValues() {
    assertThat(fish("sen")).containsExactly("send\tSend a message");
    assertThat(fish("-a me li")).containsExactly("list\tList the newest messages, one a line");
    assertThat(fish("list --rev")).containsExactly("--reverse\tThe same messages, the last first");
    assertThat(fish("mark --rev")).isEmpty();
    assertThat(fish("fetch --as m"))
        .extracting(line -> line.split("\t", -1)[0])
        .containsExactly("maildir", "mbox");
    assertThat(fish("setup --store "))
        .extracting(line -> line.split("\t", -1)[0])
        .containsExactly("dpapi", "file", "keychain", "secret-tool");
    assertThat(fish("help q")).containsExactly("queries");
    assertThat(fish("completion ")).containsExactly("bash", "fish", "zsh");
    assertThat(fish("send -A rep")).containsExactly("report 1.csv", "reports/");
    assertThat(fish("send rep")).isEmpty();
  }

  @Test
  void fishCompletesQueriesFoldersAndAccounts() {
    assertThat(fish("list fr")).containsExactly("from:");
    assertThat(fish("list is:unr")).containsExactly("is:unread");
    assertThat(fish("list in:De")).containsExactly("in:\"Deleted Messages\"");
    assertThat(fish("list 'in:Say")).containsExactly("in:\"Say \\\"hi\\\"\"");
    assertThat(fish("move 7 De")).containsExactly("Deleted Messages");
    assertThat(fish("move 7 ba")).containsExactly("back\\slash");
    assertThat(fish("-a a/b move 7 W")).containsExactly("Work");
    assertThat(fish("-a me move 7 Wo")).isEmpty();
    assertThat(fish("-a "))
        .extracting(line -> line.split("\t", -1)[0])
        .containsExactly("a/b", "me", "my mail");
  }
}
