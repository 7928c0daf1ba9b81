package icloudmail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.InNoTime;
import icloudmail.testkit.LiveRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.Schema;
import icloudmail.testkit.icloud.ICloud;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watch that lasts: what it takes at first is what it takes in the end. */
class LongWatchTest {
  private static final long MEGABYTE = 1 << 20;

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();
  private final InNoTime time = new InNoTime();

  @AfterEach
  void close() {
    icloud.close();
  }

  private LiveRun watch() {
    return icloud.setting(directory).start(time, "check", "--watch", "--jsonl", "--new=job");
  }

  private void deliver(String subject) {
    String text = Mails.plain("Ada <ada@example.com>", subject, "Text.");
    icloud.mailboxes().deliver("INBOX", text.getBytes(UTF_8), time.now());
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("icloud-mail"))
        .toList();
  }

  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  /** Reads until there were so many reconnects; answers the subjects that were told. */
  private static List<String> read(LiveRun run, int reconnects) {
    List<String> subjects = new ArrayList<>();
    for (int seen = 0; seen < reconnects; ) {
      JsonNode event = Schema.parse(run.line());
      if (event.path("event").asText().equals("message")) {
        subjects.add(event.path("subject").asText());
      }
      seen += event.path("event").asText().equals("reconnect") ? 1 : 0;
    }
    return subjects;
  }

  @Test
  void aThousandReconnectsLeaveNoThreadNoSocketAndNoMemoryBehind() {
    icloud.faults().on("IDLE").always().close();

    try (LiveRun run = watch()) {
      read(run, 100);
      long memory = used();
      long files = openFiles();
      deliver("after a hundred");
      List<String> told = read(run, 900);

      assertThat(told).containsExactly("after a hundred");
      assertThat(threads().stream().filter(name -> name.contains("idle"))).hasSizeLessThan(3);
      assertThat(threads().stream().filter(name -> name.contains("watch"))).hasSize(1);
      assertThat(openFiles()).isLessThan(files + 50);
      // the double keeps the commands of each connection
      assertThat(used()).isLessThan(memory + 8 * MEGABYTE);
    }
  }

  @Test
  void aDayAndANightTakeNoMoreMemoryThanTheirFirstHour() {
    icloud.faults().on("IDLE").always().bad("Unknown command");

    try (LiveRun run = watch()) {
      int hours = 0;
      long first = 0;
      for (int told = 0; hours < 24; ) {
        JsonNode event = run.event("heartbeat");
        assertThat(event.path("account").asText()).isEqualTo("environment");
        if (time.skipped().compareTo(Duration.ofHours(hours + 1)) >= 0) {
          hours++;
          deliver("hour " + hours);
          assertThat(run.event("message").path("subject").asText()).isEqualTo("hour " + ++told);
          first = hours == 1 ? used() : first;
        }
      }
      assertThat(used()).isLessThan(first + 8 * MEGABYTE);
    }
    assertThat(icloud.imap().connections()).isEqualTo(1);
  }
}
