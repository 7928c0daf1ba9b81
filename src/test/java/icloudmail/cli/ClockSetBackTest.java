package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.MailServers;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock was ahead by a year, and is right again: nothing waits for that year to pass. */
class ClockSetBackTest {
  private static final Duration AHEAD = Duration.ofDays(365);

  @TempDir Path state;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun now(String... arguments) {
    return icloud.setting(state).run(arguments);
  }

  private CliRun ahead(String... arguments) {
    Clock clock = Clock.fixed(CliRun.NOW.plus(AHEAD), ZoneOffset.UTC);
    return icloud.setting(state).with(clock).run(arguments);
  }

  private long taken(String subject) {
    return icloud.smtp().submissions().stream()
        .filter(each -> each.data().contains("Subject: " + subject))
        .count();
  }

  @Test
  void whatCouldNotBeToldIsToldNow() {
    ahead("check", "--new=job");
    icloud.deliver("From: eve@example.com\nMessage-ID: <1@x>\nSubject: fresh\n\ntext\n");
    CliRun failed = ahead("check", "--new=job", "--exec", "false");
    assertThat(failed.exitCode()).as(failed.toString()).isGreaterThanOrEqualTo(64);

    CliRun again = now("check", "--new=job", "--exec", "true");

    assertThat(again.exitCode()).as(again.toString()).isZero();
    assertThat(now("check", "--new=job", "--exec", "true").exitCode()).isEqualTo(1);
  }

  @Test
  void whatIsQueuedIsSentOnce() throws IOException {
    icloud.faults().on("EHLO").times(9).no("busy");
    CliRun queued = ahead("send", "--queue", "-s", "waits", "-m", "x", "bob@example.com");
    assertThat(queued.out()).as(queued.toString()).contains("\tqueued\t");
    Path part = Files.createFile(state.resolve("icloud-mail/outbox/0.part"));
    Files.setLastModifiedTime(part, FileTime.from(CliRun.NOW.plus(AHEAD)));
    icloud.faults().clear();

    CliRun flush = now("outbox", "--flush");

    assertThat(flush.exitCode()).as(flush.toString()).isZero();
    assertThat(now("outbox", "--flush").exitCode()).isZero();
    assertThat(taken("waits")).isEqualTo(1);
    assertThat(now("outbox", "--jsonl").out()).isEmpty();
  }

  @Test
  void aKeyThatWasSentThenIsNotSentAgain() {
    ahead("send", "--once", "report", "-s", "report", "-m", "x", "bob@example.com");

    CliRun again = now("send", "--once", "report", "-s", "report", "-m", "x", "bob@example.com");

    assertThat(again.exitCode()).as(again.toString()).isZero();
    assertThat(taken("report")).isEqualTo(1);
  }

  @Test
  void whatWasSentThenIsNotCountedOfToday() throws IOException {
    Path sent = Files.createDirectories(state.resolve("icloud-mail/sent"));
    String line = CliRun.NOW.plus(AHEAD) + " " + MailServers.LOGIN + " 1 - <1@x>\n";
    Files.writeString(sent.resolve("2027-11-23"), line.repeat(1000));

    CliRun send = now("send", "-s", "today", "-m", "x", "bob@example.com");

    assertThat(send.exitCode()).as(send.toString()).isZero();
    assertThat(send.err()).isEmpty();
    assertThat(taken("today")).isEqualTo(1);
  }

  @Test
  void whatWasSentByAClockThatIsAnHourAheadIsCounted() throws IOException {
    Path sent = Files.createDirectories(state.resolve("icloud-mail/sent"));
    String line = CliRun.NOW.plusSeconds(3600) + " " + MailServers.LOGIN + " 1 - <1@x>\n";
    Files.writeString(sent.resolve("2026-11-23"), line.repeat(1000));

    CliRun send = now("send", "-s", "today", "-m", "x", "bob@example.com");

    assertThat(send.exitCode()).as(send.toString()).isEqualTo(69);
    assertThat(taken("today")).isZero();
  }
}
