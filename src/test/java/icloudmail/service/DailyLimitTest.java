package icloudmail.service;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.MailException;
import icloudmail.store.SentLog;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Apple's limits for a day, held before anything is connected to. */
class DailyLimitTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private void sentBefore(int messages, int recipientsEach, Instant when) throws MailException {
    Clock clock = Clock.fixed(when, ZoneOffset.UTC);
    SentLog log = new SentLog(directory.resolve("icloud-mail"), clock);
    for (int i = 0; i < messages; i++) {
      log.record("jo@icloud.com", "<" + i + "@icloud.com>", recipientsEach, null);
    }
  }

  private CliRun send(String... to) {
    String[] arguments = new String[3 + to.length];
    arguments[0] = "send";
    arguments[1] = "-m";
    arguments[2] = "precious";
    System.arraycopy(to, 0, arguments, 3, to.length);
    return icloud.setting(directory).run(arguments);
  }

  @ParameterizedTest
  @CsvSource({
    "898, 1, false, ''",
    "900, 1, true, 901 messages to 901 recipients today; iCloud takes 1000 and 1000",
    "1, 900, true, 2 messages to 901 recipients today",
    "999, 1, true, 1000 messages to 1000 recipients today",
  })
  void fromNinetyPercentOnThereIsAWarning(int messages, int each, boolean warned, String said)
      throws MailException {
    sentBefore(messages, each, CliRun.NOW);
    CliRun run = send("jo@icloud.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err().contains("warning: ")).isEqualTo(warned);
    assertThat(run.err()).contains(said);
    assertThat(icloud.smtp().submissions()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1, message 1001 and recipient 1001",
    "2, 500, message 3 and recipient 1001",
  })
  void beyondItNothingIsConnectedToAndTheTextIsKept(int messages, int each, String said)
      throws MailException {
    sentBefore(messages, each, CliRun.NOW);
    CliRun run = send("jo@icloud.com");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(69);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(said, "Wait until tomorrow.", "outbox --flush");
    assertThat(icloud.smtp().connections()).isZero();
    assertThat(icloud.setting(directory).run("outbox").out()).contains("\tfailed\t");
  }

  @Test
  void whatWasSentYesterdayDoesNotCount() throws MailException {
    sentBefore(1000, 1, CliRun.NOW.minus(Duration.ofDays(1)));

    assertThat(send("jo@icloud.com").err()).isEmpty();
  }

  @Test
  void eachRecipientCounts() throws MailException {
    sentBefore(1, 998, CliRun.NOW);

    assertThat(send("jo@icloud.com", "a@example.com", "b@example.com").exitCode()).isEqualTo(69);
    assertThat(send("jo@icloud.com", "a@example.com").exitCode()).isZero();
  }

  @Test
  void aQueuedMessageWaitsForTomorrow() throws MailException {
    sentBefore(1000, 1, CliRun.NOW);
    CliRun run =
        icloud.setting(directory).run("send", "--queue", "-m", "precious", "jo@icloud.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("\tqueued\t");
    CliRun flush = icloud.setting(directory).run("outbox", "--flush");
    assertThat(flush.exitCode()).as(flush.toString()).isEqualTo(69);
    assertThat(icloud.setting(directory).run("outbox").out()).contains("\tqueued\t");
    assertThat(icloud.smtp().connections()).isZero();
  }
}
