package icloudmail.program;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection that the packaged program begins before it has read its command line. */
class HeadStartIT {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private ProgramRun run(String... arguments) {
    Map<String, String> environment = new HashMap<>(icloud.setting(directory).environment());
    environment.put("HOME", directory.toString());
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    String[] command = new String[arguments.length + 1];
    command[0] = ProgramRun.launcher().toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return ProgramRun.of(directory, environment, "", command);
  }

  @Test
  void itIsTheOneThatTheCommandUses() {
    assertThat(run("check", "--count")).isEqualTo(new ProgramRun(1, "0\n", ""));
    assertThat(icloud.imap().connections()).isEqualTo(1);
  }

  @Test
  void whoeverAsksForNoMailHasNone() {
    for (List<String> words :
        List.of(
            List.of("check", "--help"),
            List.of("check", "-qh"),
            List.of("check", "--jobs"),
            List.of("outbox"),
            List.of("--version"))) {
      ProgramRun run = run(words.toArray(String[]::new));
      assertThat(run.exitCode()).as(run.toString()).isZero();
      assertThat(run.err()).isEmpty();
    }
    assertThat(icloud.imap().connections()).isZero();
  }

  @Test
  void aWrongCommandLineEndsAsEver() {
    ProgramRun run = run("check", "--bogus");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(64);
    assertThat(run.err()).contains("--bogus").doesNotContain("Exception");
    assertThat(icloud.imap().commands()).isEmpty();
  }

  @Test
  void aFailureOfItIsThatOfTheCommand() {
    icloud.faults().on("CONNECT").always().close();

    ProgramRun run = run("check", "--count", "--timeout", "5s");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("icloud-mail: ").doesNotContain("Exception");
  }
}
