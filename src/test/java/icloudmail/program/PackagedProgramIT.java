package icloudmail.program;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.MailServers;
import icloudmail.testkit.Mails;
import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.ScriptedImap;
import icloudmail.testkit.ServersExtension;
import icloudmail.testkit.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program as a user, a pipe and cron start it. */
class PackagedProgramIT {
  @RegisterExtension static final ServersExtension SERVERS = new ServersExtension();

  private static final String LAUNCHER = ProgramRun.launcher().toString();

  @TempDir Path directory;

  /** Next to nothing, as under cron: no locale, no terminal. */
  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(SERVERS.servers().environment());
    environment.put("HOME", directory.toString());
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    return environment;
  }

  private ProgramRun run(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = LAUNCHER;
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return ProgramRun.of(directory, environment(), "", command);
  }

  private ProgramRun shell(String line) {
    return ProgramRun.shell(
        directory, environment(), "", line.replace("icloud-mail ", LAUNCHER + " "));
  }

  @Test
  void tellsItsVersionItsCommitAndItsJava() {
    ProgramRun commit = shell("git -C " + Path.of("").toAbsolutePath() + " rev-parse HEAD");
    ProgramRun run = run("--version");

    String known = commit.exitCode() == 0 ? commit.out().substring(0, 12) : "unknown";
    String java = System.getProperty("java.runtime.version");
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out())
        .startsWith("icloud-mail 0.1.0\ncommit " + known + "\nJava " + java + " (");
    assertThat(run.out().lines().toList()).hasSize(3);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aClosedStandardInputIsAnEmptyOne() {
    ProgramRun run = shell("icloud-mail send --raw jo@icloud.com <&-");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("there is no message: standard input is empty");
    assertThat(SERVERS.servers().submission().taken()).isEmpty();
  }

  @Test
  void anAnswerIntoAClosedStandardOutputIsNoSuccess() {
    ProgramRun told = shell("icloud-mail --version >&-");
    ProgramRun quiet = shell("icloud-mail send -q -m x jo@icloud.com >&-");

    assertThat(told.exitCode()).as(told.toString()).isEqualTo(74);
    assertThat(told.err()).contains("cannot write the answer");
    assertThat(quiet).isEqualTo(new ProgramRun(0, "", ""));
  }

  @Test
  void takesArgumentsForUtf8WithoutALocale() {
    ProgramRun sent = run("send", "-s", "Grüße 会議 🎉", "-m", "schön", "jo@icloud.com");
    ProgramRun found = run("check", "subject:会議");

    assertThat(sent.exitCode()).as(sent.toString()).isZero();
    assertThat(found.exitCode()).as(found.toString()).isZero();
    assertThat(found.out()).contains("\tGrüße 会議 🎉\t");
  }

  @Test
  void runsThroughALink() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("mail"), ProgramRun.launcher());
    Path second = Files.createSymbolicLink(directory.resolve("mail2"), Path.of("mail"));

    assertThat(ProgramRun.of(directory, environment(), "", link.toString(), "--version").exitCode())
        .isZero();
    assertThat(
            ProgramRun.of(directory, environment(), "", second.toString(), "--version").exitCode())
        .isZero();
  }

  @Test
  void saysPlainlyThatThereIsNoJava() throws IOException {
    Map<String, String> environment = environment();
    environment.remove("JAVA_HOME");
    Files.createSymbolicLink(directory.resolve("dirname"), Path.of("/usr/bin/dirname"));
    environment.put("PATH", directory.toString());

    ProgramRun run = ProgramRun.of(directory, environment, "", "/bin/sh", LAUNCHER, "--version");

    assertThat(run.exitCode()).isEqualTo(78);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("there is no Java", "17 or newer");
  }

  @Test
  void saysPlainlyThatTheJavaIsTooOld() throws IOException {
    Path old = Files.createDirectories(directory.resolve("old/bin"));
    Files.writeString(old.resolve("java"), "#!/bin/sh\nexit 1\n");
    assertThat(old.resolve("java").toFile().setExecutable(true)).isTrue();
    Files.writeString(directory.resolve("old/release"), "JAVA_VERSION=\"11.0.2\"\n");
    Map<String, String> environment = environment();
    environment.put("JAVA_HOME", directory.resolve("old").toString());

    ProgramRun run = ProgramRun.of(directory, environment, "", LAUNCHER, "--version");

    assertThat(run.exitCode()).isEqualTo(78);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("is Java 11", "17 or newer");
  }

  @Test
  void aReaderThatLeavesEndsItQuietly() {
    for (int i = 0; i < 40; i++) {
      SERVERS.servers().deliver(Mails.plain("a@example.com", "x".repeat(5000) + i, "x"));
    }
    ProgramRun run = shell("{ icloud-mail list -n 40; echo $? >&2; } | head -c 1 >/dev/null");

    assertThat(run.err()).isEqualTo("141\n");
  }

  @Test
  void aFullDiskIsNotSuccess() {
    SERVERS.servers().deliver(Mails.plain("a@example.com", "x", "x"));
    ProgramRun run = shell("icloud-mail list >/dev/full");

    assertThat(run.exitCode()).isEqualTo(74);
    assertThat(run.err()).contains("cannot write the answer");
  }

  private static String base64(String text) {
    return Base64.getEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void verboseSaysTheStepsAndTheTraceKeepsTheSecret() throws IOException {
    SERVERS.servers().deliver(Mails.plain("a@example.com", "x", "x"));
    ProgramRun run = run("list", "-v", "--trace", "wire.txt");
    ProgramRun sent = run("send", "--trace", "smtp.txt", "-m", "x", "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).contains("icloud-mail: logged in to localhost:", "INBOX: 1 messages");
    assertThat(Files.readString(directory.resolve("wire.txt")))
        .contains("EXAMINE INBOX")
        .doesNotContain(MailServers.PASSWORD);
    assertThat(sent.exitCode()).isZero();
    assertThat(Files.readString(directory.resolve("smtp.txt")))
        .contains("MAIL FROM:<jo@icloud.com>", "APPEND")
        .doesNotContain(MailServers.PASSWORD)
        .doesNotContain(base64(MailServers.PASSWORD))
        .doesNotContain(base64("\0jo@icloud.com\0" + MailServers.PASSWORD));
  }

  /** Runs {@code line} on a pseudo-terminal of 100 columns, with {@code typed} at its keyboard. */
  private ProgramRun onTerminal(Map<String, String> environment, String typed, String line) {
    environment.put("TERM", "xterm");
    String quoted = "stty cols 100; " + line.replace("icloud-mail ", LAUNCHER + " ");
    return ProgramRun.shell(
        directory, environment, typed, "script -qec '" + quoted + "' /dev/null");
  }

  @Test
  void aTerminalGetsATableOfItsWidth() {
    SERVERS.servers().deliver(Mails.plain("a@example.com", "News ".repeat(40), "x"));

    Map<String, String> environment = environment();
    environment.put("PAGER", "cat");

    ProgramRun run = onTerminal(environment, "", "icloud-mail list");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("\u001B[2mUID  ", "\u001B[1m", "a@example.com");
    assertThat(run.out().replaceAll("\u001B\\[\\dm", "").lines())
        .filteredOn(line -> line.contains("News"))
        .singleElement()
        .satisfies(row -> assertThat(row.strip().length()).isBetween(97, 100));
  }

  @Test
  void setupAsksAndThenTheNextCommandWorks() throws IOException {
    Map<String, String> environment = environment();
    environment.remove("ICLOUD_MAIL_LOGIN");
    environment.remove("ICLOUD_MAIL_PASSWORD");
    environment.put("XDG_CONFIG_HOME", directory.resolve("config").toString());

    ProgramRun setup =
        onTerminal(
            environment,
            "jo@icloud.com\nJo Döe\n" + MailServers.PASSWORD + "\n",
            "icloud-mail setup");
    ProgramRun check = ProgramRun.of(directory, environment, "", LAUNCHER, "check", "--count");

    assertThat(setup.exitCode()).as(setup.toString()).isZero();
    assertThat(setup.out()).contains("imap login  ", "Next: icloud-mail list");
    assertThat(Files.readString(directory.resolve("config/icloud-mail/config.toml")))
        .contains("from = [\"Jo Döe <jo@icloud.com>\"]");
    assertThat(check.exitCode()).as(check.toString()).isIn(0, 1);
    assertThat(check.out()).matches("\\d+\n");
  }

  @Test
  void aSetupThatIsKilledLeavesNoHalfAnAccount() throws IOException {
    Map<String, String> environment = environment();
    environment.remove("ICLOUD_MAIL_LOGIN");
    environment.remove("ICLOUD_MAIL_PASSWORD");
    environment.put("XDG_CONFIG_HOME", directory.resolve("config").toString());
    Path config = directory.resolve("config/icloud-mail/config.toml");
    String setup =
        "printf '"
            + MailServers.PASSWORD
            + "\\n' | "
            + LAUNCHER
            + " setup --email jo@icloud.com --password-stdin --store file";
    for (int tenths = 2; tenths <= 14; tenths += 2) {
      String kill = "timeout -s KILL " + tenths / 10 + "." + tenths % 10 + " ";
      ProgramRun.shell(directory, environment, "", setup.replace(LAUNCHER, kill + LAUNCHER));
      if (Files.exists(config)) {
        assertThat(config).content().endsWith("password.file = \"jo.password\"\n");
        assertThat(config.resolveSibling("jo.password")).hasContent(MailServers.PASSWORD + "\n");
        Files.delete(config);
      }
    }

    ProgramRun again = ProgramRun.shell(directory, environment, "", setup);
    ProgramRun check = ProgramRun.of(directory, environment, "", LAUNCHER, "check", "--count");

    assertThat(again.exitCode()).as(again.toString()).isZero();
    assertThat(check.exitCode()).as(check.toString()).isIn(0, 1);
    assertThat(config.getParent().toFile().list())
        .containsExactlyInAnyOrder("config.toml", "jo.password");
  }

  @Test
  void whatWorksInAShellAloneIsFoundAsCronWouldFindIt() throws IOException {
    Path config = Files.createDirectories(directory.resolve(".config/icloud-mail"));
    Files.writeString(
        config.resolve("config.toml"), "[accounts.me]\nlogin = \"" + MailServers.LOGIN + "\"\n");
    Map<String, String> environment = environment();
    environment.remove("ICLOUD_MAIL_LOGIN");
    environment.remove("XDG_CONFIG_HOME");

    ProgramRun shell = ProgramRun.of(directory, environment, "", LAUNCHER, "doctor");
    ProgramRun cron = ProgramRun.of(directory, environment, "", LAUNCHER, "doctor", "--cron");

    assertThat(shell.exitCode()).as(shell.toString()).isZero();
    assertThat(cron.exitCode()).as(cron.toString()).isEqualTo(78);
    assertThat(cron.out())
        .contains("credential\tfailure\tno password is configured for " + MailServers.LOGIN);
  }

  @Test
  void aTerminalIsAskedForThePassword() {
    SERVERS.servers().deliver(Mails.plain("a@example.com", "News", "x"));
    Map<String, String> environment = environment();
    environment.remove("ICLOUD_MAIL_PASSWORD");

    ProgramRun run =
        onTerminal(environment, MailServers.PASSWORD + "\n", "icloud-mail check --count");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("App-specific password:", "1");
  }

  @Test
  void aDumbTerminalIsNotAsked() {
    Map<String, String> environment = environment();
    environment.remove("ICLOUD_MAIL_PASSWORD");

    ProgramRun run = onTerminal(environment, "", "TERM=dumb icloud-mail check --count");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(78);
    assertThat(run.out()).contains("no password is configured for jo@icloud.com");
  }

  @Test
  void aSignalEndsItWithTheCodeOfTheShell() {
    try (ScriptedImap silent =
        new ScriptedImap(TestCertificate.valid(), (tag, command) -> ScriptedImap.SILENCE)) {
      String servers = "imap=" + silent.port() + " smtp=1 ca=" + TestCertificate.valid().pem();
      Map<String, String> environment = environment();
      environment.put("ICLOUD_MAIL_LOCAL_SERVERS", servers);
      for (int signal : new int[] {2, 15}) {
        // timeout(1) sends the signal once the program waits for its login
        ProgramRun run =
            ProgramRun.shell(
                directory,
                environment,
                "",
                "timeout --preserve-status -s " + signal + " 3 " + LAUNCHER + " check");
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(128 + signal);
        assertThat(run.out()).isEmpty();
      }
    }
  }
}
