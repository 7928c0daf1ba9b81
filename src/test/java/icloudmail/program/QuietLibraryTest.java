package icloudmail.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.Schema;
import icloudmail.testkit.ScriptedSmtp;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Standard error is the program's own: no library writes its log there. A JVM of its own, since in
 * that of the tests somebody has long set up {@code java.util.logging}.
 */
class QuietLibraryTest {
  @TempDir Path directory;

  private final List<String> loaded = new ArrayList<>();

  /** The program from its main method, against a submission server that offers no SMTPUTF8. */
  private ProgramRun run(String... arguments) throws Exception {
    try (ICloud icloud = new ICloud();
        ScriptedSmtp smtp = new ScriptedSmtp(TestCertificate.valid(), line -> null)) {
      CliRun.Setting setting =
          CliRun.Setting.against(
              icloud.imap().port(), smtp.port(), TestCertificate.valid(), directory);
      Path classes = directory.resolve("loaded");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-Xlog:class+load:file=" + classes);
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.add("icloudmail.IcloudMail");
      command.addAll(List.of(arguments));
      ProgramRun run =
          ProgramRun.of(directory, setting.environment(), "", command.toArray(String[]::new));
      loaded.addAll(Files.readAllLines(classes));
      return run;
    }
  }

  @Test
  void aMessageIsSentWithoutAWord() throws Exception {
    ProgramRun run = run("send", "-m", "x", "--no-copy", "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(loaded)
        .anyMatch(line -> line.contains(" java.util.logging.LogManager "))
        .noneMatch(line -> line.contains(" java.util.logging.ConsoleHandler "));
  }

  @Test
  void aDoctorsJsonComesAlone() throws Exception {
    ProgramRun run = run("doctor", "--json");

    assertThat(run.err()).isEmpty();
    JsonNode answer = Schema.parse(run.out());
    assertThat(answer.isEmpty()).isFalse();
  }
}
