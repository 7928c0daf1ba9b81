package icloudmail.program;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that breaks down leaves no image of its memory, which may hold the password. */
class NoMemoryIsLeftIT {
  private static final String NEWS =
      "From: ada@example.com\nSubject: one\nMessage-ID: <%d@example.com>\n\ntext\n";

  @TempDir Path home;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private ProgramRun run(String options, String line) throws IOException {
    Map<String, String> environment = new HashMap<>(icloud.setting(home).environment());
    environment.put("HOME", home.toString());
    environment.put("TMPDIR", home.toString());
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JAVA_TOOL_OPTIONS", options);
    Files.writeString(home.resolve(".cache"), "");
    return ProgramRun.shell(
        home,
        environment,
        "",
        "ulimit -S -c \"$(ulimit -H -c)\"; exec '" + ProgramRun.launcher() + "' " + line);
  }

  private List<String> images() throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> name.matches("core(\\..*)?|hs_err_pid.*|.*\\.hprof"))
          .toList();
    }
  }

  @Test
  void whoeverCrashesWithThePasswordInMemoryLeavesNoneOfItAndDoesNotEndAsIfThereWereNoMail()
      throws IOException {
    assertThat(run("", "check --new=job").exitCode()).isEqualTo(1);
    icloud.deliver(NEWS.formatted(1));

    ProgramRun run = run("", "check --new=job --exec /bin/sh -c 'kill -SEGV $PPID'");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(134);
    assertThat(images()).isEmpty();
  }

  @Test
  void noHeapIsDumpedThoughTheMachineWantsItOfEachJava() throws IOException {
    ProgramRun run = run("-XX:+HeapDumpOnOutOfMemoryError -XX:+PrintFlagsFinal", "--version");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out())
        .containsPattern("HeapDumpOnOutOfMemoryError +:?= false")
        .containsPattern(" MaxHeapSize +:?= 67108864 ");
    assertThat(images()).isEmpty();
  }
}
