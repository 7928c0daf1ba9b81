package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.Schema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A watch of hours over a line that is cut, stalls and comes back, while Postfix delivers in
 * bursts: {@code mvn -Plab,soak -DskipUnitTests verify}, two hours unless {@code -Dsoak.minutes}
 * says otherwise.
 */
class WatchSoak {
  private static final Duration LONGEST =
      Duration.ofMinutes(Integer.getInteger("soak.minutes", 120));
  private static final String PROXY = "weather";
  private static final int MOST_THREADS = 40;

  /** What one sender may send a day. */
  private static final int DAILY = 500;

  @TempDir Path home;

  private final Random random = new Random();
  private final Map<String, AtomicInteger> told = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> sent = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> reconnects = new ConcurrentLinkedQueue<>();
  private final List<Long> resident = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  @Test
  void eachMessageIsToldOnceWhateverTheWeather() throws Exception {
    try (Lab lab = Lab.up(home)) {
      String port = lab.background(PROXY, "0", "5");
      Process watch = watch(lab, port);
      CountDownLatch looked = new CountDownLatch(1);
      Thread reader = new Thread(() -> read(watch, looked), "reader");
      reader.start();
      assertThat(looked.await(1, TimeUnit.MINUTES)).isTrue();
      ScheduledExecutorService clock = Executors.newScheduledThreadPool(3);
      later(clock, () -> weather(lab, port), 30, 90);
      later(clock, () -> burst(lab), 5, 60);
      later(clock, () -> measure(watch), 60, 61);
      assertThat(watch.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).as("it goes on").isFalse();
      clock.shutdownNow();
      assertThat(clock.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
      calm(lab, port);
      // the longest pause, and a stalled connection before it
      boolean ended = watch.waitFor(Duration.ofMinutes(7).toSeconds(), TimeUnit.SECONDS);
      assertThat(ended).as("it goes on").isFalse();
      watch.destroy();
      assertThat(watch.waitFor()).isEqualTo(143);
      reader.join();
      report();
    }
  }

  private Process watch(Lab lab, String port) throws IOException {
    Map<String, String> environment = new HashMap<>(lab.environment());
    environment.computeIfPresent(
        "ICLOUD_MAIL_LOCAL_SERVERS",
        (name, value) -> value.replaceFirst("imap=\\d+", "imap=" + port));
    ProcessBuilder builder =
        new ProcessBuilder(
                ProgramRun.launcher().toString(),
                "check",
                "in:inbox",
                "--watch",
                "--new=soak",
                "--jsonl",
                "-v",
                "--timeout",
                "20s")
            .redirectError(Path.of("target/watch-soak.err").toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private void read(Process watch, CountDownLatch looked) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(watch.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode event = Schema.parse(line);
        switch (event.path("event").asText()) {
          case "message" ->
              told.computeIfAbsent(event.path("subject").asText(), any -> new AtomicInteger())
                  .incrementAndGet();
          case "reconnect" -> reconnects.add(event.path("reason").asText());
          default -> looked.countDown();
        }
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  private synchronized void fail(Throwable e) {
    failures.add(e);
  }

  private interface Work {
    void run() throws Exception;
  }

  /** Again and again, each time after a pause that nobody can foresee. */
  private void later(ScheduledExecutorService clock, Work work, int least, int most) {
    var unused =
        clock.schedule(
            () -> {
              try {
                work.run();
              } catch (Exception e) {
                fail(e);
              }
              if (!clock.isShutdown()) {
                later(clock, work, least, most);
              }
            },
            least + random.nextInt(most - least),
            TimeUnit.SECONDS);
  }

  /** Cuts whatever is open, and what is opened next fares as it happens. */
  private void weather(Lab lab, String port) {
    List<List<String>> kinds =
        List.of(
            List.of(),
            List.of(),
            List.of(),
            List.of("--cut-after", Integer.toString(3000 + random.nextInt(20_000))),
            List.of("--cut-up-after", Integer.toString(500 + random.nextInt(2000))),
            List.of("--close-after-commands", Integer.toString(1 + random.nextInt(8))),
            List.of("--reset-after-commands", Integer.toString(1 + random.nextInt(8))),
            List.of("--stall-after-commands", Integer.toString(1 + random.nextInt(8))),
            List.of("--drip", Integer.toString(200 + random.nextInt(5000))),
            List.of("--black-hole"),
            List.of("--refuse"));
    List<String> faults = new ArrayList<>(kinds.get(random.nextInt(kinds.size())));
    if (!faults.isEmpty() && random.nextBoolean()) {
      faults.addAll(List.of("--only-first", Integer.toString(1 + random.nextInt(3))));
    }
    lab.stop(PROXY);
    List<String> words = new ArrayList<>(List.of(port, Integer.toString(random.nextInt(80))));
    words.addAll(faults);
    lab.background(PROXY, words.toArray(String[]::new));
  }

  private static void calm(Lab lab, String port) {
    lab.stop(PROXY);
    lab.background(PROXY, port, "5");
  }

  private void burst(Lab lab) {
    int messages = random.nextInt(4) == 0 ? 1 + random.nextInt(40) : 1 + random.nextInt(3);
    for (int i = 0; i < messages; i++) {
      String subject = "soak " + sent.size();
      CliRun run =
          CliRun.Setting.of(lab.environment(), home.resolve("sender" + sent.size() / DAILY))
              .with(Clock.systemUTC())
              .run("send", "--no-copy", "-s", subject, "-m", "x", Lab.ALICE);
      if (run.exitCode() == 0) {
        sent.add(subject);
      } else {
        fail(new IllegalStateException(run.toString()));
      }
    }
  }

  private synchronized void measure(Process watch) throws IOException {
    long java = watch.pid();
    String status = Files.readString(Path.of("/proc/" + java + "/status"));
    resident.add(number(status, "VmRSS:"));
    assertThat(number(status, "Threads:")).as("threads").isLessThan(MOST_THREADS);
  }

  private static long number(String status, String name) {
    return status
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private synchronized void report() {
    System.out.printf(
        "%d sent, %d told, %d reconnects, resident %s kB%n",
        sent.size(), told.size(), reconnects.size(), resident);
    SoftAssertions all = new SoftAssertions();
    all.assertThat(failures).isEmpty();
    all.assertThat(sent).hasSizeGreaterThan((int) LONGEST.toMinutes());
    // five minutes are the longest pause, and such weather seldom lets a connection stand for one
    all.assertThat(reconnects).hasSizeGreaterThan((int) LONGEST.toMinutes() / 6);
    all.assertThat(told.keySet()).as("each is told").containsExactlyInAnyOrderElementsOf(sent);
    all.assertThat(told)
        .as("once")
        .allSatisfy((subject, times) -> assertThat(times.get()).as(subject).isEqualTo(1));
    int half = resident.size() / 2;
    long before = resident.subList(0, half).stream().mapToLong(each -> each).max().orElseThrow();
    long after =
        resident.subList(half, resident.size()).stream()
            .mapToLong(each -> each)
            .max()
            .orElseThrow();
    all.assertThat(after).as("memory").isLessThan(before + before / 5).isLessThan(200_000);
    all.assertAll();
  }
}
