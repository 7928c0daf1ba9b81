package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backup that is killed at random points, over and over, ends as one that nobody disturbed: the
 * same files, with the same bytes, names and times.
 */
class BackupKilledIT {
  private static final int WORKERS = 2;
  private static final int KILLS = 200;

  /** So many kills, then the backup is let through, and a new one begins. */
  private static final int KILLS_OF_ONE = 5;

  private static final int MESSAGES = 1_200;
  private static final int RTT_MILLIS = 20;
  private static final List<String> FORMATS = List.of("maildir", "eml", "mbox");

  @TempDir static Path home;

  private static Lab lab;
  private static Map<String, String> environment;

  @BeforeAll
  static void up() {
    lab = Lab.up(home);
    lab.script("lab-seed", "--user", "alice", Integer.toString(MESSAGES));
    lab.script("lab-seed", "--user", "alice", "--folder", "Archive", "--clean", "300", "3k");
    environment = new HashMap<>(lab.environment());
    environment.put("ICLOUD_MAIL_LOCAL_SERVERS", lab.slowServers(RTT_MILLIS));
  }

  @AfterAll
  static void down() {
    lab.close();
  }

  private static String[] command(String format, Path destination) {
    return new String[] {
      "fetch", "in:any", "--as", format, "--new", "-q", "-o", destination.toString()
    };
  }

  /** One message of the seed has no octet at all, which is told by 76. */
  private static void whole(String format, Path destination) {
    ProgramRun run = lab.mail(environment, command(format, destination));
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.err()).contains("hands out an empty message");
  }

  @Test
  void itResumesToWhatAnUninterruptedOneIs() throws Exception {
    Map<String, Map<String, String>> undisturbed = new HashMap<>();
    long millis = 0;
    for (String format : FORMATS) {
      long begun = System.nanoTime();
      whole(format, home.resolve(format));
      millis = Math.max(millis, (System.nanoTime() - begun) / 1_000_000);
      undisturbed.put(format, Tree.of(home.resolve(format)));
    }
    long seed = Long.getLong("icloudmail.seed", System.nanoTime());
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      workers.add(new Worker(i, new Random(seed + i), millis, undisturbed));
    }
    ExecutorService executor = Executors.newFixedThreadPool(WORKERS);
    try {
      for (Future<Void> done : executor.invokeAll(workers)) {
        done.get();
      }
    } finally {
      executor.shutdownNow();
    }
    String told = "-Dicloudmail.seed=" + seed + ", " + workers;
    assertThat(workers).as(told).allMatch(worker -> worker.midway > KILLS / WORKERS / 4);
  }

  /** Kills backups of its own. */
  private static final class Worker implements Callable<Void> {
    private final int number;
    private final Random random;
    private final long millis;
    private final Map<String, Map<String, String>> undisturbed;
    private int midway;

    Worker(int number, Random random, long millis, Map<String, Map<String, String>> undisturbed) {
      this.number = number;
      this.random = random;
      this.millis = millis;
      this.undisturbed = undisturbed;
    }

    @Override
    public Void call() throws Exception {
      for (int round = 0; round < KILLS / WORKERS / KILLS_OF_ONE; round++) {
        String format = FORMATS.get(round % FORMATS.size());
        Path destination = home.resolve("killed-" + number + "-" + round);
        for (int kill = 0; kill < KILLS_OF_ONE; kill++) {
          killed(format, destination);
          midway += Files.exists(destination) ? 1 : 0;
        }
        whole(format, destination);
        assertThat(Tree.of(destination))
            .as("round %s of worker %s, %s", round, number, format)
            .isEqualTo(undisturbed.get(format));
        Tree.delete(destination);
      }
      return null;
    }

    /** The start of the program takes its time, in which nothing is at stake. */
    private void killed(String format, Path destination) throws Exception {
      List<String> command = new ArrayList<>(List.of(ProgramRun.launcher().toString()));
      command.addAll(List.of(command(format, destination)));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(home.toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().clear();
      builder.environment().putAll(environment);
      Process process = builder.start();
      long moment = millis / 4 + (long) (random.nextDouble() * millis);
      process.waitFor(moment, TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
    }

    @Override
    public String toString() {
      return "worker " + number + ": " + midway + " kills after the archive was begun";
    }
  }
}
