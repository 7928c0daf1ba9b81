package icloudmail.program;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.MailServers;
import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.ServersExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher and the Java that it finds. */
class LauncherIT {
  @RegisterExtension static final ServersExtension SERVERS = new ServersExtension();

  private static final String LAUNCHER = ProgramRun.launcher().toString();

  @TempDir Path directory;

  @BeforeEach
  void makeNoArchiveOfClasses() throws IOException {
    Files.createFile(directory.resolve(".cache"));
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(SERVERS.servers().environment());
    environment.put("HOME", directory.toString());
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    return environment;
  }

  private ProgramRun shell(Map<String, String> environment, String line) {
    return ProgramRun.shell(directory, environment, "", line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ulimit -v 300000;",
        "export JAVA_TOOL_OPTIONS=-javaagent:/nowhere.jar;",
        "export JDK_JAVA_OPTIONS=-javaagent:/nowhere.jar;",
        "export _JAVA_OPTIONS=-Xmx1k;"
      })
  void aJavaThatCannotStartIsNotTakenForNoMail(String hindrance) {
    ProgramRun run = shell(environment(), hindrance + " " + LAUNCHER + " check");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(78);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("/java does not start\n", "version 17 or newer", "JAVA_TOOL_OPTIONS, ", "ulimit");
    assertThat(run.err().lines()).hasSizeLessThanOrEqualTo(7);
  }

  @Test
  void aJavaOfUnknownVersionThatIsTooOldIsNotTakenForNoMail() throws IOException {
    Path old = Files.createDirectories(directory.resolve("old/bin"));
    Files.writeString(
        old.resolve("java"), "#!/bin/sh\necho Unrecognized option: -Xlog:disable >&2\nexit 1\n");
    assertThat(old.resolve("java").toFile().setExecutable(true)).isTrue();
    Map<String, String> environment = environment();
    environment.put("JAVA_HOME", directory.resolve("old").toString());

    ProgramRun run = shell(environment, LAUNCHER + " check");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(78);
    assertThat(run.err())
        .contains("old/bin/java does not start\n  Unrecognized option: -Xlog:disable\n");
  }

  @Test
  void optionsThatDoNoHarmAreTaken() {
    Map<String, String> environment = environment();
    environment.put("JAVA_TOOL_OPTIONS", "-Dsome.thing=x");

    ProgramRun run = shell(environment, "ulimit -v 20000000; " + LAUNCHER + " check --count");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.out()).isEqualTo("0\n");
  }

  @Test
  void cronsRunGoesThroughIt() throws IOException {
    Path home = Files.createDirectories(directory.resolve("jö"));
    Files.createFile(home.resolve(".cache"));
    Path config = Files.createDirectories(home.resolve(".config/icloud-mail"));
    Files.writeString(
        config.resolve("config.toml"),
        "[accounts.me]\nlogin = \"" + MailServers.LOGIN + "\"\npassword.file = \"me.password\"\n");
    Path password = Files.writeString(config.resolve("me.password"), MailServers.PASSWORD + "\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    Map<String, String> environment = environment();
    environment.keySet().removeIf(name -> name.startsWith("XDG_"));
    environment.remove("ICLOUD_MAIL_LOGIN");
    environment.remove("ICLOUD_MAIL_PASSWORD");
    environment.put("HOME", home.toString());
    environment.put("LC_ALL", "C");
    // a Java that cron finds, whatever this machine has
    Path program = Files.createDirectories(directory.resolve("program/bin")).getParent();
    Files.copy(ProgramRun.launcher(), program.resolve("bin/icloud-mail"));
    Files.createSymbolicLink(
        program.resolve("lib"), ProgramRun.launcher().resolveSibling("../lib").normalize());
    Files.createSymbolicLink(program.resolve("runtime"), Path.of(System.getProperty("java.home")));

    ProgramRun run = shell(environment, program + "/bin/icloud-mail doctor --cron");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("credential\tok\tpassword.file " + home, "state\tok\t" + home);
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tlh_KX.UTF-8", "tlh_KX", "C", ""})
  void aLocaleThatIsNotInstalledGarblesNothing(String locale) {
    Map<String, String> environment = environment();
    environment.put("LANG", locale);

    ProgramRun run =
        shell(
            environment,
            LAUNCHER + " send --dry-run -s 'f\u00FCr' -m 'gr\u00FC\u00DFe' jo@icloud.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("Subject: =?UTF-8?Q?f=C3=BCr?=", "Z3LDvMOfZQ0K");
  }

  @Test
  void itLeavesNoCoreThatCouldHoldASecret() throws IOException {
    Path java = Files.createDirectories(directory.resolve("java/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nulimit -c; echo \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(directory.resolve("java/release"), "JAVA_VERSION=\"17.0.1\"\n");
    Map<String, String> environment = environment();
    environment.put("JAVA_HOME", directory.resolve("java").toString());

    ProgramRun run = shell(environment, "ulimit -S -c unlimited; " + LAUNCHER + " check");

    assertThat(run.out())
        .startsWith("0\n")
        .contains("-XX:+SuppressFatalErrorMessage", "-XX:-HeapDumpOnOutOfMemoryError");
  }

  @Test
  void aLauncherThatCannotTellLeavesItToJavaWhetherSomebodyCanBeAsked() {
    Map<String, String> environment = environment();
    environment.remove("ICLOUD_MAIL_LOGIN");
    environment.remove("ICLOUD_MAIL_PASSWORD");
    String jar =
        ProgramRun.launcher().resolveSibling("../lib/icloud-mail.jar").normalize().toString();
    String java =
        "$JAVA_HOME/bin/java -Djdk.console=java.base -Dicloudmail.terminals=console -cp "
            + jar
            + " icloudmail.IcloudMail setup";

    ProgramRun asked = shell(environment, "script -qec '" + java + "' /dev/null");
    ProgramRun piped = shell(environment, java);

    assertThat(asked.out()).contains("Your primary iCloud address: ");
    assertThat(piped.exitCode()).as(piped.toString()).isEqualTo(64);
    assertThat(piped.err()).contains("nobody is there to ask");
  }
}
