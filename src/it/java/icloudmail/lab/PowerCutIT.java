package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The power goes at each system call of a run of the packaged program, and with it whatever was not
 * synced: the next run finds what was promised, and goes on from there.
 */
class PowerCutIT {
  @TempDir Path directory;

  private Path home;
  private Path log;
  private PackagedRuns runs;
  private int cuts;

  @BeforeEach
  void begin() throws IOException {
    home = Files.createDirectories(directory.resolve("home")).toRealPath();
    log = directory.resolve("log");
    runs = new PackagedRuns(home);
  }

  @AfterEach
  void end() {
    runs.close();
  }

  private ProgramRun traced(Map<String, String> environment, String... arguments) {
    return runs.run(environment, PowerCut.traced(log), arguments);
  }

  /** Looks at what a cut has left. */
  private interface Look {
    void at(Path left, boolean promised) throws IOException;
  }

  /**
   * Lets the power go after each call that has synced something, and at the end.
   *
   * @param promise the call, of those of the log, from which on something is promised
   */
  private void cut(PowerCut disk, int promise, Look look) throws IOException {
    List<String> calls = disk.calls(log);
    for (int i = 0; i < calls.size(); i++) {
      boolean syncs = disk.does(calls.get(i));
      if (syncs || i == calls.size() - 1) {
        Path left = directory.resolve("left-" + cuts++);
        disk.leave(left);
        look.at(left, i >= Math.min(promise, calls.size() - 1));
        Tree.delete(left);
      }
    }
  }

  /** A run of this process over what is left. */
  private CliRun over(Path left, String... arguments) {
    Map<String, String> environment = new HashMap<>(runs.environment());
    environment.put("HOME", left.toString());
    return CliRun.Setting.of(environment, left)
        .without("XDG_STATE_HOME")
        .without("XDG_CONFIG_HOME")
        .run(arguments);
  }

  @Test
  void whatIsQueuedIsThere() throws IOException {
    PowerCut disk = new PowerCut(home);
    ProgramRun send =
        traced(runs.offline(), "send", "--queue", "-s", "q", "-m", "precious", "bob@example.com");
    assertThat(send.exitCode()).as(send.toString()).isZero();

    List<Integer> seen = new ArrayList<>();
    cut(
        disk,
        Integer.MAX_VALUE,
        (left, promised) -> {
          CliRun outbox = over(left, "outbox", "--jsonl");
          assertThat(outbox.exitCode()).as(outbox.toString()).isZero();
          assertThat(outbox.err()).isEmpty();
          int items = (int) outbox.out().lines().count();
          assertThat(items).isIn(promised ? List.of(1) : List.of(0, 1));
          seen.add(items);
        });

    assertThat(seen).contains(0, 1).isSortedAccordingTo(Comparator.naturalOrder());
  }

  @Test
  void whatWasTakenIsNotSentAgain() throws IOException {
    int[] taken = {0};
    PowerCut disk = new PowerCut(home);
    runs.whenTaken(() -> taken[0] = Math.max(taken[0], lines()));
    ProgramRun send =
        traced(
            runs.environment(),
            "send",
            "--queue",
            "--once",
            "key",
            "-s",
            "x",
            "-m",
            "text",
            "bob@example.com");
    assertThat(send.exitCode()).as(send.toString()).isZero();
    runs.whenTaken(() -> {});
    assertThat(taken[0]).isPositive();

    cut(
        disk,
        taken[0] - 1,
        (left, promised) -> {
          if (promised) {
            over(left, "outbox", "--flush");
            over(left, "send", "--once", "key", "-s", "x", "-m", "text", "bob@example.com");
            assertThat(runs.taken("Subject: x")).isEqualTo(1);
          }
        });
  }

  private int lines() {
    try {
      return Files.readAllLines(log, StandardCharsets.ISO_8859_1).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatWasToldIsNoted() throws IOException {
    runs.deliver("old");
    assertThat(runs.run("check", "--new=job").exitCode()).isEqualTo(1);
    runs.deliver("fresh");
    PowerCut disk = new PowerCut(home);
    ProgramRun check = traced(runs.environment(), "check", "--new=job");
    assertThat(check.exitCode()).as(check.toString()).isZero();

    cut(
        disk,
        Integer.MAX_VALUE,
        (left, promised) -> {
          CliRun again = over(left, "check", "--new=job");
          assertThat(again.err()).isEmpty();
          assertThat(again.exitCode()).isIn(promised ? List.of(1) : List.of(0, 1));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"maildir", "eml", "mbox"})
  void whatIsBackedUpIsThere(String format) throws IOException {
    String[] line = {"fetch", "in:inbox", "--as", format, "--new", "-q", "-o", "a/b"};
    for (int i = 0; i < 3; i++) {
      runs.deliver("message-" + i);
    }
    PowerCut disk = new PowerCut(home);
    ProgramRun fetch = traced(runs.environment(), line);
    assertThat(fetch.exitCode()).as(fetch.toString()).isZero();
    Map<String, String> whole = Tree.of(home.resolve("a/b"));

    cut(
        disk,
        Integer.MAX_VALUE,
        (left, promised) -> {
          Path archive = left.resolve("a/b");
          line[line.length - 1] = archive.toString();
          if (promised) {
            CliRun verify =
                over(
                    left,
                    "fetch",
                    "in:inbox",
                    "--as",
                    format,
                    "--verify",
                    "-o",
                    archive.toString());
            assertThat(verify.exitCode()).as(verify.toString()).isZero();
          }
          CliRun next = over(left, line);
          assertThat(next.exitCode()).as(next.toString()).isZero();
          assertThat(Tree.of(archive).keySet()).isEqualTo(whole.keySet());
        });
  }
}
