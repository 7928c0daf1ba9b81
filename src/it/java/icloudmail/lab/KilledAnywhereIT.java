package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program is killed at random points of a send and of a flush, over a slow line to
 * real servers: what it had spooled is sent once or still in the outbox, and never both.
 */
class KilledAnywhereIT {
  private static final int WORKERS = 2;
  private static final int KILLS = 100;

  /** So many sends are killed for one flush. */
  private static final int SENDS = 5;

  private static final int RTT_MILLIS = 30;
  private static final int LARGEST = 200_000;
  private static final int FLUSHES = 8;

  /** Postfix delivers within a second, and what has not come yet is unknown until then. */
  private static final int FEWEST_FLUSHES = 3;

  @TempDir static Path home;

  private static Lab lab;
  private static String servers;

  @BeforeAll
  static void up() {
    lab = Lab.up(home);
    servers = lab.slowServers(RTT_MILLIS);
  }

  @AfterAll
  static void down() {
    lab.close();
  }

  @Test
  void nothingIsLostAndNothingIsSentTwice() throws Exception {
    long seed = Long.getLong("icloudmail.seed", System.nanoTime());
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      workers.add(new Worker("w" + i, new Random(seed + i)));
    }
    ExecutorService executor = Executors.newFixedThreadPool(WORKERS);
    try {
      for (Future<Void> done : executor.invokeAll(workers)) {
        done.get();
      }
    } finally {
      executor.shutdownNow();
    }
    Map<String, Integer> arrived = subjects("inbox");
    Map<String, Integer> copies = subjects("folders/Sent Messages");
    List<String> wrong = new ArrayList<>();
    workers.forEach(worker -> worker.judge(arrived, copies, wrong));
    String told = "-Dicloudmail.seed=" + seed + ", " + workers;
    assertThat(wrong).as(told).isEmpty();
    assertThat(workers).as(told).allMatch(Worker::hasSeenAllSides);
  }

  /** How often each subject stands in a folder of alice's. */
  private static Map<String, Integer> subjects(String folder) throws IOException {
    Map<String, Integer> subjects = new TreeMap<>();
    for (String part : List.of("new", "cur")) {
      Path directory = lab.directory().resolve("mail/alice").resolve(folder).resolve(part);
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.readString(file, StandardCharsets.ISO_8859_1)
              .lines()
              .takeWhile(line -> !line.isEmpty())
              .filter(line -> line.startsWith("Subject: "))
              .forEach(line -> subjects.merge(line.substring(9), 1, Integer::sum));
        }
      }
    }
    return subjects;
  }

  /** Sends from a state directory of its own, one after the other. */
  private static final class Worker implements Callable<Void> {
    private final String name;
    private final Random random;
    private final Path outbox;
    private final Map<String, String> environment;
    private final List<String> attempted = new ArrayList<>();
    private final List<String> spooled = new ArrayList<>();
    private final Map<String, String> left = new HashMap<>();
    private int ended;

    Worker(String name, Random random) {
      this.name = name;
      this.random = random;
      environment = new HashMap<>(lab.environment());
      environment.put("ICLOUD_MAIL_LOCAL_SERVERS", servers);
      environment.put("XDG_STATE_HOME", home.resolve(name).toString());
      outbox = home.resolve(name).resolve("icloud-mail/outbox");
    }

    @Override
    public Void call() throws Exception {
      Files.createDirectories(outbox);
      try (Sightings sightings = new Sightings(outbox)) {
        run("send", "--queue", "-s", "warm", "-m", "x", Lab.ALICE);
        long begun = System.nanoTime();
        run("send", "--queue", "-s", "warm", "-m", "x", Lab.ALICE);
        long whole = (System.nanoTime() - begun) / 1_000_000 * 11 / 10;
        sightings.since();
        for (int i = 0; i < KILLS; i++) {
          long moment = (long) (random.nextDouble() * whole);
          if (i % SENDS == SENDS - 1) {
            killed(2 * moment, "outbox", "--flush");
          } else {
            String subject = name + "-" + i;
            attempted.add(subject);
            Path text = home.resolve(subject);
            Files.writeString(text, "precious line\n".repeat(1 + random.nextInt(LARGEST / 14)));
            killed(moment, "send", "--queue", "-s", subject, "-f", text.toString(), Lab.ALICE);
            if (sightings.since()) {
              spooled.add(subject);
            }
          }
        }
      }
      settle();
      return null;
    }

    private void killed(long afterMillis, String... arguments) throws Exception {
      List<String> command = new ArrayList<>(List.of(ProgramRun.launcher().toString()));
      command.addAll(List.of(arguments));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(home.toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().clear();
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (process.waitFor(afterMillis, TimeUnit.MILLISECONDS)) {
        ended++;
      }
      process.destroyForcibly().waitFor();
    }

    /** Flushes until nothing changes any more, then notes what is left. */
    private void settle() throws IOException {
      String before = "";
      String now = run("outbox", "--jsonl").out();
      for (int i = 0; i < FLUSHES && (i < FEWEST_FLUSHES || !now.equals(before)); i++) {
        run("outbox", "--flush");
        before = now;
        now = run("outbox", "--jsonl").out();
      }
      for (String line : now.lines().toList()) {
        JsonNode item = Schema.parse(line);
        left.put(item.get("subject").asText(), item.get("state").asText());
      }
      try (Stream<Path> files = Files.list(outbox)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".part")).toList()) {
          Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(7200)));
        }
      }
      run("outbox");
    }

    private ProgramRun run(String... arguments) {
      return lab.mail(environment, arguments);
    }

    void judge(Map<String, Integer> arrived, Map<String, Integer> copies, List<String> wrong) {
      for (String subject : attempted) {
        int came = arrived.getOrDefault(subject, 0);
        int filed = copies.getOrDefault(subject, 0);
        String state = left.get(subject);
        boolean good =
            spooled.contains(subject)
                ? (came == 1 && filed == 1 && state == null)
                    || (came == 0 && filed == 0 && "unknown".equals(state))
                : came == 0 && filed == 0 && state == null;
        if (!good) {
          wrong.add(
              subject
                  + (spooled.contains(subject) ? " was spooled" : " was never spooled")
                  + ", came "
                  + came
                  + " times, was filed "
                  + filed
                  + " times, and the outbox says "
                  + state);
        }
      }
      String[] files = outbox.toFile().list();
      if (files == null || files.length != left.size()) {
        wrong.add(name + " has left behind " + Arrays.toString(files));
      }
    }

    /** Whether kills came before a message was spooled as well as after. */
    boolean hasSeenAllSides() {
      return spooled.size() > attempted.size() / 8 && spooled.size() < attempted.size() * 7 / 8;
    }

    /** Where the kills have struck, so that a run says what it has proved. */
    @Override
    public String toString() {
      return String.format(
          "%s: %s attempts, %s spooled, %s runs ended before they were killed, left %s",
          name, attempted.size(), spooled.size(), ended, left);
    }
  }
}
