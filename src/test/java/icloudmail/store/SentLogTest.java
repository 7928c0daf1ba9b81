package icloudmail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Tally;
import icloudmail.testkit.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentLogTest {
  private static final String LOGIN = "jo@icloud.com";

  @TempDir Path state;

  private SentLog log(int daysAgo) {
    return new SentLog(
        state, Clock.fixed(CliRun.NOW.minus(Duration.ofDays(daysAgo)), ZoneOffset.UTC));
  }

  @Test
  void countsTodayByLogin() throws MailException {
    log(0).record(LOGIN, "<a>", 3, null);
    log(0).record(LOGIN, "<b>", 4, "key");
    log(0).record("other@icloud.com", "<c>", 5, null);
    log(1).record(LOGIN, "<d>", 6, null);

    assertThat(log(0).today(LOGIN)).isEqualTo(new Tally(2, 7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"report-47", "-", "", "a b", "ü%\n,", "="})
  void findsAKeyOfAnyKind(String key) throws MailException {
    log(3).record(LOGIN, "<other@x>", 1, null);
    log(3).record(LOGIN, "<a b@x>", 1, key);

    assertThat(log(0).sent(LOGIN, key))
        .hasValueSatisfying(sent -> assertThat(sent.messageId()).isEqualTo("<a b@x>"));
    assertThat(log(0).sent(LOGIN, key + "x")).isEmpty();
    assertThat(log(0).sent("other@icloud.com", key)).isEmpty();
  }

  @Test
  void remembersAKeyForThirtyDaysAndNoFileForLonger() throws MailException {
    log(32).record(LOGIN, "<a>", 1, "oldest");
    log(31).record(LOGIN, "<a>", 1, "older");
    log(30).record(LOGIN, "<b>", 1, "old");
    log(0).record(LOGIN, "<c>", 1, null);

    assertThat(log(0).sent(LOGIN, "old")).isPresent();
    assertThat(log(0).sent(LOGIN, "older")).isEmpty();
    assertThat(state.resolve("sent/2026-10-22")).doesNotExist();
    assertThat(state.resolve("sent/2026-10-24")).exists();
  }

  @Test
  void aKeyIsRememberedInEveryZoneAndByAClockThatWasSetBack() throws MailException {
    for (String zone : List.of("Pacific/Kiritimati", "Etc/GMT+12")) {
      new SentLog(state, Clock.fixed(CliRun.NOW, ZoneId.of(zone)))
          .record(LOGIN, "<a>", 1, "in " + zone);
      assertThat(log(0).sent(LOGIN, "in " + zone)).isPresent();
      assertThat(log(1).sent(LOGIN, "in " + zone)).isPresent();
    }
  }

  @Test
  void todayIsTheDayOfTheClocksZone() throws MailException {
    ZoneId zone = ZoneId.of("Asia/Tokyo");
    Instant beforeMidnight = Instant.parse("2026-11-22T14:59:00Z");
    Instant afterMidnight = Instant.parse("2026-11-22T15:01:00Z");
    new SentLog(state, Clock.fixed(beforeMidnight, zone)).record(LOGIN, "<a>", 1, null);
    new SentLog(state, Clock.fixed(afterMidnight, zone)).record(LOGIN, "<b>", 1, null);

    assertThat(new SentLog(state, Clock.fixed(CliRun.NOW, zone)).today(LOGIN))
        .isEqualTo(new Tally(1, 1));
  }

  @Test
  void aLineThatACrashHasTornSaysNothing() throws MailException, IOException {
    log(0).record(LOGIN, "<a>", 1, null);
    Files.writeString(
        state.resolve("sent/2026-11-23"), "2026-11-23T12:00", StandardOpenOption.APPEND);

    assertThat(log(0).today(LOGIN)).isEqualTo(new Tally(1, 1));
    log(0).record(LOGIN, "<b>", 1, "key");
    assertThat(log(0).today(LOGIN)).isEqualTo(new Tally(2, 2));
    assertThat(log(0).sent(LOGIN, "key")).isPresent();
  }

  @Test
  void aKeyCountsThoughItsMessageIdIsTorn() throws MailException, IOException {
    log(0).record(LOGIN, "<a>", 1, null);
    Files.writeString(
        state.resolve("sent/2026-11-23"),
        "2026-11-23T12:00:00Z jo@icloud.com 1 =key <a%2",
        StandardOpenOption.APPEND);

    assertThat(log(0).sent(LOGIN, "key"))
        .contains(new SentLog.Sent("2026-11-23T12:00:00Z", "<a%2"));
  }

  @Test
  void aKeyCountsThoughItsTimeIsDamaged() throws MailException, IOException {
    log(0).record(LOGIN, "<a>", 1, "key");
    Path file = state.resolve("sent/2026-11-23");
    Files.writeString(file, Files.readString(file).replace("2026", "\0\0\0\0"));
    log(0).record(LOGIN, "<b>", 2, null);

    assertThat(log(0).sent(LOGIN, "key")).isPresent();
    assertThat(log(0).today(LOGIN)).isEqualTo(new Tally(2, 3));
  }

  @Test
  void whatACrashHasLeftWithoutALineEndHidesNothing() throws MailException, IOException {
    log(0).record(LOGIN, "<a>", 1, "before");
    Files.write(state.resolve("sent/2026-11-23"), new byte[3_000_000], StandardOpenOption.APPEND);
    log(0).record(LOGIN, "<b>", 1, "after");

    assertThat(log(0).sent(LOGIN, "before")).isPresent();
    assertThat(log(0).sent(LOGIN, "after")).isPresent();
    assertThat(log(0).today(LOGIN)).isEqualTo(new Tally(2, 2));
  }

  @Test
  void aKeyIsOneRunsAtATime() throws MailException {
    try (SentLog.Claim claim = log(0).claim(LOGIN, "k")) {
      assertThat(claim).isNotNull();
      assertThatThrownBy(() -> log(0).claim(LOGIN, "k"))
          .isInstanceOfSatisfying(
              MailException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TEMPORARY));
      log(0).claim(LOGIN, "other").close();
    }
    log(0).claim(LOGIN, "k").close();
  }
}
