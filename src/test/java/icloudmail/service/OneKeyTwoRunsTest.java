package icloudmail.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.store.Outbox;
import icloudmail.store.SentLog;
import icloudmail.store.SpooledMessage;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.MailServers;
import icloudmail.testkit.Schema;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key goes once, whichever commands are at it at the same time or one after another. */
class OneKeyTwoRunsTest {
  private static final Clock CLOCK = Clock.fixed(CliRun.NOW, ZoneOffset.UTC);

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();
  private final List<CliRun> meanwhile = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun run(String... arguments) {
    return icloud.setting(directory).run(arguments);
  }

  private CliRun send() {
    return run("send", "--once", "k", "-s", "Hi", "-m", "t", "a@example.com");
  }

  /** The id of one that the server was too busy for. */
  private String failed() {
    icloud.faults().on("MAIL").no("4.3.2 Try again later");
    assertThat(send().exitCode()).isEqualTo(75);
    return items().get(0).get("id").asText();
  }

  private List<JsonNode> items() {
    return run("outbox", "--jsonl").out().lines().map(Schema::parse).toList();
  }

  private int taken() {
    return icloud.smtp().submissions().size();
  }

  private Outbox outbox() {
    return new Outbox(directory.resolve("icloud-mail"), CLOCK);
  }

  private SentLog log() {
    return new SentLog(directory.resolve("icloud-mail"), CLOCK);
  }

  /** Whether a program other than this one would find the message taken. */
  private boolean isLocked(String id) {
    Path file = directory.resolve("icloud-mail/outbox/" + id + ".eml");
    try {
      String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
      return Files.readAllLines(Path.of("/proc/locks")).stream()
          .anyMatch(line -> line.contains(inode) && line.contains(" WRITE "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aMessageWithAKeyStaysLockedWhileItIsSent() {
    String id = failed();
    List<Boolean> locked = Collections.synchronizedList(new ArrayList<>());
    icloud
        .smtp()
        .listen(
            line -> {
              if (line.startsWith("MAIL")) {
                locked.add(isLocked(id));
              }
            });

    assertThat(run("outbox", "--flush", id).exitCode()).isZero();

    assertThat(locked).containsExactly(true);
  }

  /** Has another run begin and end while the server has this command, once. */
  private void during(String command, String... arguments) {
    AtomicBoolean begun = new AtomicBoolean();
    icloud
        .smtp()
        .listen(
            line -> {
              if (line.startsWith(command) && begun.compareAndSet(false, true)) {
                meanwhile.add(run(arguments));
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTH", "DATA"})
  void aSendBesideAFlushOfItsKeyWaits(String command) {
    String id = failed();
    during(command, "send", "--once", "k", "-s", "Hi", "-m", "t", "a@example.com");
    CliRun flush = run("outbox", "--flush", id);

    assertThat(flush.exitCode()).as(flush.toString()).isZero();
    assertThat(meanwhile).singleElement().satisfies(OneKeyTwoRunsTest::isToldToWait);
    assertThat(taken()).isEqualTo(1);
    assertThat(items()).isEmpty();
    assertThat(send().out()).contains("\talready-sent\t");
    assertThat(taken()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTH", "DATA"})
  void aFlushBesideASendOfItsKeyWaits(String command) {
    String id = failed();
    during(command, "outbox", "--flush", id);
    CliRun send = send();

    assertThat(send.exitCode()).as(send.toString()).isZero();
    assertThat(meanwhile).singleElement().satisfies(OneKeyTwoRunsTest::isToldToWait);
    assertThat(taken()).isEqualTo(1);
    assertThat(items()).isEmpty();
  }

  @Test
  void twoSendsOfAKeyAreOne() {
    during("AUTH", "send", "--once", "k", "-m", "t", "a@example.com");
    CliRun send = send();

    assertThat(send.exitCode()).as(send.toString()).isZero();
    assertThat(meanwhile).singleElement().satisfies(OneKeyTwoRunsTest::isToldToWait);
    assertThat(taken()).isEqualTo(1);
  }

  private static void isToldToWait(CliRun run) {
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    assertThat(run.err()).contains("another run is sending with the key 'k'", "in a minute");
  }

  @Test
  void whatIsSentIsSentAlsoWhereTheOneBeforeCannotBeTakenOut() throws Exception {
    String id = failed();
    try (SpooledMessage held = outbox().take(id).orElseThrow()) {
      CliRun send = send();
      assertThat(send.exitCode()).as(send.toString()).isZero();
      assertThat(send.out()).contains("a@example.com\tsent");
      assertThat(send.err())
          .contains("warning: what had failed with the key 'k'", held.item().id());
    }
    assertThat(items()).hasSize(1);
    assertThat(taken()).isEqualTo(1);
  }

  @Test
  void aFlushLeavesWhatASentOneOfItsKeyStandsFor() throws Exception {
    String id = failed();
    try (SpooledMessage held = outbox().take(id).orElseThrow()) {
      assertThat(held.item().id()).isEqualTo(id);
      assertThat(send().exitCode()).isZero();
    }

    CliRun flush = run("outbox", "--flush", id);
    assertThat(flush.exitCode()).as(flush.toString()).isZero();
    assertThat(flush.out()).contains(id + "\tdropped\t");
    assertThat(flush.err()).contains(id + " is dropped: another message with the key 'k'");
    assertThat(taken()).isEqualTo(1);
    assertThat(items()).isEmpty();
  }

  @Test
  void aFailureIsToldAlsoWhereTheOneBeforeCannotBeTakenOut() throws Exception {
    String id = failed();
    icloud.faults().on("MAIL").bad("5.5.0 Not this one");
    try (SpooledMessage held = outbox().take(id).orElseThrow()) {
      assertThat(held.item().id()).isEqualTo(id);
      CliRun send = send();
      assertThat(send.exitCode()).as(send.toString()).isEqualTo(65);
      assertThat(send.err()).contains("Not this one");
    }
  }

  @Test
  void aFlushLeavesWhatAnUnknownOneOfItsKeyStandsFor() throws Exception {
    String id = failed();
    icloud.faults().on(".").close();
    try (SpooledMessage held = outbox().take(id).orElseThrow()) {
      assertThat(held.item().id()).isEqualTo(id);
      assertThat(send().exitCode()).isEqualTo(76);
    }
    run("outbox", "--flush", id);

    assertThat(taken()).isZero();
    assertThat(items()).singleElement().matches(each -> isIn(each, "unknown"));
  }

  @Test
  void thoseWhoWerePutOffAreServedThoughTheKeyIsNoted() {
    icloud.faults().on("RCPT").holding("later@").no("4.2.1 Try again later");
    run("send", "--once", "k", "-m", "t", "a@example.com", "later@example.com");

    assertThat(run("outbox", "--flush").exitCode()).isZero();
    assertThat(taken()).isEqualTo(2);
    assertThat(items()).isEmpty();
  }

  @Test
  void anUnknownOneWhoseKeyIsNotedIsSent() throws Exception {
    icloud.faults().on(".").close();
    assertThat(send().exitCode()).isEqualTo(76);
    String messageId = items().get(0).get("messageId").asText();
    log().record(MailServers.LOGIN, messageId, 1, "k");

    CliRun flush = run("outbox", "--flush");
    assertThat(flush.exitCode()).as(flush.toString()).isZero();
    assertThat(icloud.messages("Sent Messages")).hasSize(1);
    assertThat(items()).isEmpty();
  }

  private static boolean isIn(JsonNode item, String state) {
    return item.get("state").asText().equals(state);
  }
}
