package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many runs at once over one state: each message once, and whoever cannot do it now says 75. */
class EightAtOnceIT {
  private static final int RUNS = 8;
  private static final int MESSAGES = 3;
  private static final Pattern HELD =
      Pattern.compile("the job 'job' is being run by (process \\d+ since|another process)");

  @TempDir Path home;

  private PackagedRuns runs;
  private final ExecutorService threads = Executors.newFixedThreadPool(RUNS);

  @BeforeEach
  void begin() {
    runs = new PackagedRuns(home);
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
    runs.close();
  }

  private List<ProgramRun> atOnce(int count, String... arguments) {
    List<CompletableFuture<ProgramRun>> all =
        IntStream.range(0, count)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> runs.run(arguments), threads))
            .toList();
    return all.stream().map(CompletableFuture::join).toList();
  }

  private void deliverAll() {
    for (int i = 0; i < MESSAGES; i++) {
      runs.deliver("message-" + i);
    }
  }

  @Test
  void eachMessageIsToldOnce() {
    assertThat(runs.run("check", "--new=job").exitCode()).isEqualTo(1);
    deliverAll();

    List<ProgramRun> ended = atOnce(RUNS, "check", "--new=job");

    assertThat(ended).extracting(ProgramRun::exitCode).contains(0).isSubsetOf(0, 1, 75);
    assertThat(ended).filteredOn(run -> run.exitCode() == 0).hasSize(1);
    assertThat(ended)
        .filteredOn(run -> run.exitCode() == 75)
        .allMatch(run -> HELD.matcher(run.err()).find());
    String told = String.join("", ended.stream().map(ProgramRun::out).toList());
    assertThat(told.lines()).hasSize(MESSAGES);
    assertThat(runs.run("check", "--new=job").exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"maildir", "eml", "mbox"})
  void eachMessageIsKeptOnce(String format) throws IOException {
    deliverAll();
    String[] line = {"fetch", "in:inbox", "--as", format, "--new", "-o", "kept"};

    List<ProgramRun> ended = atOnce(3, line);

    assertThat(ended).extracting(ProgramRun::exitCode).contains(0).isSubsetOf(0, 75);
    ProgramRun verify = runs.run("fetch", "in:inbox", "--as", format, "--verify", "-o", "kept");
    assertThat(verify.exitCode()).as(verify.toString()).isZero();
    List<String> kept = new ArrayList<>();
    try (Stream<Path> files = Files.walk(home.resolve("kept"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.readString(file)
            .lines()
            .filter(each -> each.startsWith("text of "))
            .forEach(kept::add);
      }
    }
    assertThat(kept)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, MESSAGES).mapToObj(i -> "text of message-" + i).toList());
  }

  @Test
  void eachQueuedMessageIsSentOnce() {
    List<ProgramRun> queued =
        IntStream.range(0, MESSAGES)
            .mapToObj(
                i ->
                    runs.run(
                        runs.offline(),
                        List.of(),
                        "send",
                        "--queue",
                        "-s",
                        "q" + i + "q",
                        "-m",
                        "x",
                        "bob@example.com"))
            .toList();
    assertThat(queued).allMatch(run -> run.exitCode() == 0);

    List<ProgramRun> ended = atOnce(2, "outbox", "--flush");

    assertThat(ended).extracting(ProgramRun::exitCode).isSubsetOf(0, 75);
    assertThat(runs.run("outbox", "--flush").exitCode()).isZero();
    for (int i = 0; i < MESSAGES; i++) {
      assertThat(runs.taken("Subject: q" + i + "q")).isEqualTo(1);
    }
    assertThat(PackagedRuns.names(runs.outbox())).isEmpty();
  }

  @Test
  void aKeyIsSentOnce() {
    List<ProgramRun> ended =
        atOnce(4, "send", "--once", "key", "-s", "report", "-m", "x", "bob@example.com");

    assertThat(ended).extracting(ProgramRun::exitCode).contains(0).isSubsetOf(0, 75);
    assertThat(runs.taken("Subject: report")).isEqualTo(1);
    assertThat(PackagedRuns.names(runs.outbox())).isEmpty();
  }
}
