package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The disk is full at some point of a send: no message is lost, doubled or lied about. */
class SendOnFullDiskIT {
  private static final int PAGE = 4096;
  private static final int LINE = 70;

  /** So many octets of a page are left behind what is spooled, too few for what is noted next. */
  private static final int LEFT = 20;

  @TempDir Path home;

  private PackagedRuns runs;

  @BeforeEach
  void mount() throws IOException {
    runs = new PackagedRuns(home);
    Files.createDirectories(home.resolve(".local/state"));
    runs.shell("mount -t tmpfs -o size=128k,mode=700 none .local/state");
  }

  @AfterEach
  void unmount() {
    runs.shell("umount .local/state");
    runs.close();
  }

  private void fill() {
    runs.shell("dd if=/dev/zero of=.local/state/filler bs=4096 2>/dev/null || true");
  }

  private void makeRoom() {
    runs.shell("rm .local/state/filler");
  }

  private void nothingIsLeft() {
    assertThat(PackagedRuns.names(runs.outbox())).isEmpty();
    assertThat(PackagedRuns.names(runs.state())).noneMatch(name -> name.endsWith(".part"));
  }

  /**
   * Sends a text such that the file in the outbox all but fills its last page.
   *
   * @param lines of its journal, before the one for which there is to be no room
   */
  private ProgramRun sendWhatFillsAPage(int lines, String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of("send"));
    words.addAll(List.of(options));
    words.addAll(List.of("bob@example.com", "-m", "x"));
    runs.icloud().faults().on(".").close();
    runs.run(words.toArray(String[]::new));
    Path file = runs.outbox().resolve(PackagedRuns.names(runs.outbox()).get(0));
    String probe = Files.readString(file, StandardCharsets.ISO_8859_1);
    int written = lines == 2 ? probe.length() : probe.lastIndexOf('\n', probe.length() - 2) + 1;
    Files.delete(file);
    int more = 3 * PAGE - LEFT - written;
    words.set(
        words.size() - 1,
        "x".repeat(1 + more % LINE) + ("\n" + "x".repeat(LINE - 2)).repeat(more / LINE));
    return runs.run(words.toArray(String[]::new));
  }

  @Test
  void beforeAnythingIsWritten() {
    fill();

    ProgramRun send = runs.run("send", "--queue", "-m", "precious", "bob@example.com");

    assertThat(send.exitCode()).as(send.toString()).isIn(73, 74);
    assertThat(send.err()).contains("No space left on device");
    assertThat(runs.smtp().submissions()).isEmpty();
    makeRoom();
    nothingIsLeft();
    ProgramRun next = runs.run("send", "-m", "precious", "bob@example.com");
    assertThat(next.exitCode()).as(next.toString()).isZero();
    assertThat(runs.taken("precious")).isEqualTo(1);
    nothingIsLeft();
  }

  @Test
  void whileTheMessageIsWritten() throws IOException {
    Files.writeString(home.resolve("text"), "precious line\n".repeat(20_000));

    ProgramRun send = runs.run("send", "--queue", "-f", "text", "bob@example.com");

    assertThat(send.exitCode()).as(send.toString()).isEqualTo(74);
    assertThat(send.out()).isEmpty();
    assertThat(send.err()).contains("cannot write the message: No space left on device");
    assertThat(runs.smtp().submissions()).isEmpty();
    nothingIsLeft();
  }

  @Test
  void beforeItIsHandedOver() throws IOException {
    AtomicInteger data = new AtomicInteger();
    runs.smtp()
        .listen(
            command -> {
              if (command.equals("DATA") && data.incrementAndGet() == 2) {
                fill();
              }
            });

    ProgramRun send = sendWhatFillsAPage(1, "-s", "held", "--queue");

    // what could not be noted was not done: it waits
    assertThat(send.exitCode()).as(send.toString()).isZero();
    assertThat(send.out()).contains("\tqueued\t");
    assertThat(runs.smtp().submissions()).isEmpty();
    makeRoom();
    assertThat(runs.run("outbox", "--flush").exitCode()).isZero();
    assertThat(runs.taken("Subject: held")).isEqualTo(1);
    nothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--queue", "--no-copy"})
  void whenItIsTaken(String option) throws IOException {
    runs.whenTaken(this::fill);

    ProgramRun send = sendWhatFillsAPage(2, "-s", "taken", option);

    assertThat(send.exitCode()).as(send.toString()).isZero();
    assertThat(send.out()).contains("\tsent\t");
    assertThat(send.err()).contains("not counted", "No space left on device");
    makeRoom();
    ProgramRun flush = runs.run("outbox", "--flush", "--jsonl");
    assertThat(flush.exitCode()).as(flush.toString()).isZero();
    assertThat(runs.taken("Subject: taken")).isEqualTo(1);
    assertThat(runs.icloud().messages("Sent Messages")).hasSize(option.equals("--no-copy") ? 0 : 1);
    nothingIsLeft();
  }
}
