package icloudmail.program;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.AccountProfile;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start has to load: little, and nearly all of it from the archive that any Java makes. */
class LoadedClassesIT {
  @TempDir Path directory;

  @Test
  void fewClassesComeFromElsewhere() throws IOException {
    Path home = Path.of(System.getProperty("java.home"));
    Path program = ProgramRun.launcher().getParent().getParent();
    Path archive = directory.resolve("program.jsa");
    Path loaded = directory.resolve("loaded");
    Map<String, String> environment = new HashMap<>(Map.of("PATH", System.getenv("PATH")));
    ProgramRun making =
        ProgramRun.of(
            directory,
            environment,
            "",
            program.resolve("lib/archive").toString(),
            home.resolve("bin/java").toString(),
            archive.toString());
    assertThat(making).isEqualTo(new ProgramRun(0, "", ""));

    ProgramRun run;
    try (ICloud icloud = new ICloud(AccountProfile.SENT_MESSAGES, TestCertificate.ofACa())) {
      environment.putAll(icloud.setting(directory).environment());
      environment.put("JAVA_HOME", home.toString());
      // else the launcher has one made for the next time
      environment.put("XDG_CACHE_HOME", Files.writeString(loaded, "").toString());
      environment.put(
          "_JAVA_OPTIONS", "-XX:SharedArchiveFile=" + archive + " -Xlog:class+load:file=" + loaded);
      run =
          ProgramRun.of(
              directory, environment, "", ProgramRun.launcher().toString(), "check", "--count");
    }

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    List<String> lines = Files.readAllLines(loaded);
    List<String> elsewhere =
        lines.stream()
            .filter(line -> line.contains(" source: "))
            .filter(line -> !line.contains("shared objects file"))
            .toList();
    assertThat(lines).hasSizeGreaterThan(2000);
    assertThat(elsewhere).hasSizeLessThan(lines.size() / 20);
  }

  @Test
  void theVersionNeedsNoLambdaOfOursAndNoFileOfTheJar() throws IOException {
    Path loaded = directory.resolve("loaded");
    Map<String, String> environment = new HashMap<>(Map.of("PATH", System.getenv("PATH")));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("XDG_CACHE_HOME", Files.writeString(loaded, "").toString());
    environment.put("_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded);

    ProgramRun run =
        ProgramRun.of(directory, environment, "", ProgramRun.launcher().toString(), "--version");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(Files.readAllLines(loaded))
        .anyMatch(line -> line.contains(" icloudmail.cli.VersionProvider "))
        .noneMatch(line -> line.matches(".* icloudmail\\.\\S+\\$\\$Lambda.*"))
        .noneMatch(line -> line.contains(" sun.net.www.protocol.jar.JarURLConnection "));
  }

  @Test
  void theEndOfARunSetsUpNoLogging() throws IOException {
    Path loaded = directory.resolve("loaded");
    Path jar = ProgramRun.launcher().resolveSibling("../lib/icloud-mail.jar").normalize();

    ProgramRun run =
        ProgramRun.of(
            directory,
            Map.of(),
            "",
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-Xlog:class+load:file=" + loaded,
            "-cp",
            jar.toString(),
            "icloudmail.IcloudMail",
            "--version");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(Files.readAllLines(loaded))
        .anyMatch(line -> line.contains(" icloudmail.cli.VersionProvider "))
        .noneMatch(line -> line.contains(" java.util.logging."));
  }

  @Test
  void whatOptionsOfTheUsersOwnArrangeForTheEndIsDone() throws IOException {
    Path recording = directory.resolve("recording.jfr");
    Map<String, String> environment = new HashMap<>(Map.of("PATH", System.getenv("PATH")));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("XDG_CACHE_HOME", Files.writeString(directory.resolve("none"), "").toString());
    environment.put("JAVA_TOOL_OPTIONS", "-XX:StartFlightRecording=filename=" + recording);

    ProgramRun run =
        ProgramRun.of(directory, environment, "", ProgramRun.launcher().toString(), "--version");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(recording).isNotEmptyFile();
  }
}
