package icloudmail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.InNoTime;
import icloudmail.testkit.LiveRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.Schema;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code check --watch} and {@code --wait} against a server that tells of changes. */
class WatchTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private long deliver(String folder, String subject) {
    String text = Mails.plain("Ada <ada@example.com>", subject, "Text.");
    return icloud
        .mailboxes()
        .deliver(folder, text.getBytes(UTF_8), Instant.parse("2026-11-23T12:00:00Z"));
  }

  private LiveRun watch(String... more) {
    String[] words = new String[more.length + 3];
    words[0] = "check";
    words[1] = "--watch";
    words[2] = "--jsonl";
    System.arraycopy(more, 0, words, 3, more.length);
    return icloud.setting(directory).start(words);
  }

  private static String subject(LiveRun run) {
    JsonNode event = run.event("message");
    assertThat(Schema.problems("watch-event", event)).isEmpty();
    return event.path("subject").asText();
  }

  @Test
  void whatComesIsToldAsItComesAndWhatWasThereIsNot() {
    deliver("INBOX", "old");

    try (LiveRun run = watch()) {
      assertThat(Schema.problems("watch-event", run.event("heartbeat"))).isEmpty();
      for (int i = 0; i < 20; i++) {
        deliver("INBOX", "message " + i);
        assertThat(subject(run)).isEqualTo("message " + i);
      }
    }
    icloud.imap().awaitLogout();
    assertThat(icloud.imap().commands()).contains("IDLE", "DONE");
    assertThat(icloud.imap().connections()).isEqualTo(1);
  }

  @Test
  void whatComesBetweenTheLookAndIdleIsToldAtOnce() {
    icloud.imap().before("IDLE", 1, () -> deliver("INBOX", "in between"));

    try (LiveRun run = watch()) {
      assertThat(subject(run)).isEqualTo("in between");
    }
  }

  @Test
  void aJobGoesOnWhereTheLastRunEnded() {
    try (LiveRun run = watch("--new=job")) {
      run.event("heartbeat");
      deliver("INBOX", "one");
      assertThat(subject(run)).isEqualTo("one");
    }
    deliver("INBOX", "while nobody watched");
    try (LiveRun run = watch("--new=job")) {
      assertThat(subject(run)).isEqualTo("while nobody watched");
      deliver("INBOX", "two");
      assertThat(subject(run)).isEqualTo("two");
    }
    CliRun check = icloud.setting(directory).run("check", "--new=job");
    assertThat(check.exitCode()).as(check.toString()).isEqualTo(1);
  }

  @Test
  void afterACutNothingInBetweenIsMissed() {
    icloud.imap().before("IDLE", 2, () -> deliver("INBOX", "during the cut"));
    icloud.faults().on("IDLE").after(1).close();

    try (LiveRun run = watch()) {
      run.event("heartbeat");
      deliver("INBOX", "one");
      assertThat(subject(run)).isEqualTo("one");
      JsonNode reconnect = run.event("reconnect");
      assertThat(Schema.problems("watch-event", reconnect)).isEmpty();
      assertThat(subject(run)).isEqualTo("during the cut");
    }
  }

  @Test
  void aByeIsNoEnd() {
    icloud.faults().on("IDLE").bye();

    try (LiveRun run = watch()) {
      run.event("reconnect");
      run.event("heartbeat");
      deliver("INBOX", "one");
      assertThat(subject(run)).isEqualTo("one");
    }
  }

  @Test
  void aServerThatIsSilentAfterIdleIsLeft() {
    icloud.faults().on("IDLE").stall();

    try (LiveRun run = watch("--timeout", "1s")) {
      assertThat(run.event("reconnect").path("reason").asText()).contains("IDLE");
      deliver("INBOX", "one");
      assertThat(subject(run)).isEqualTo("one");
    }
  }

  private LiveRun watchThatIsCut(int attempts) {
    icloud.faults().on("IDLE").close();
    icloud.faults().on("CONNECT").after(1).times(attempts).close();
    icloud.imap().before("IDLE", 2, () -> deliver("INBOX", "one"));
    LiveRun run = icloud.setting(directory).start(new InNoTime(), "check", "--watch");
    assertThat(run.line()).contains("one");
    return run;
  }

  @Test
  void whoeverCannotLookForLongIsToldOnceAndThatItIsOver() {
    try (LiveRun run = watchThatIsCut(8)) {
      assertThat(run.err().lines().filter(line -> line.contains(" seen ")))
          .satisfiesExactly(
              line -> assertThat(line).contains("cannot be seen now", "localhost"),
              line -> assertThat(line).contains("is seen again"));
    }
  }

  @Test
  void aShortSetbackIsNotWorthAWord() {
    try (LiveRun run = watchThatIsCut(3)) {
      assertThat(run.err()).doesNotContain(" seen ");
    }
  }

  @Test
  void aPasswordThatIsRevokedInTheMiddleEndsItWith77() {
    icloud.faults().on("IDLE").after(1).close();
    icloud
        .faults()
        .on("AUTHENTICATE")
        .after(1)
        .always()
        .no("[AUTHENTICATIONFAILED] Authentication Failed");
    LiveRun run = watch();
    run.event("heartbeat");
    deliver("INBOX", "one");
    assertThat(subject(run)).isEqualTo("one");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(77);
    assertThat(run.err()).contains("app-specific password");
    assertThat(icloud.imap().commands().stream().filter(line -> line.startsWith("AUTHENTICATE")))
        .hasSizeBetween(2, 3);
  }

  @Test
  void severalFoldersAreWatchedAtOnceOverFewConnections() {
    for (int i = 0; i < 8; i++) {
      icloud.mailboxes().create("Folder " + i);
    }

    try (LiveRun run = watch("in:any")) {
      for (int i = 0; i < 4; i++) {
        run.event("heartbeat");
      }
      deliver("INBOX", "one");
      assertThat(subject(run)).isEqualTo("one");
    }
    assertThat(icloud.imap().connections()).isEqualTo(4);
  }

  @Test
  void aFolderThatCannotBeOpenedIsLeftOutAndIsNoReasonToConnectAgain() {
    icloud.mailboxes().ghost("Notes");

    try (LiveRun run = watch("in:Notes", "in:inbox", "in:archive")) {
      for (int beats = 0; beats < 3; beats++) {
        assertThat(Schema.parse(run.line()).path("event").asText()).isEqualTo("heartbeat");
      }
      deliver("INBOX", "one");
      assertThat(subject(run)).isEqualTo("one");
      assertThat(run.err()).contains("skipped 'Notes'");
    }
    assertThat(icloud.imap().connections()).isEqualTo(3);
  }

  private void configure(String... accounts) throws Exception {
    Path file = directory.resolve("config/icloud-mail/config.toml");
    Files.createDirectories(file.getParent());
    StringBuilder text = new StringBuilder();
    for (String account : accounts) {
      text.append("[accounts.").append(account).append("]\nlogin = \"jo@icloud.com\"\n");
    }
    Files.writeString(file, text);
  }

  @Test
  void severalAccountsAreNamed() throws Exception {
    configure("a", "b");
    try (LiveRun run =
        icloud
            .setting(directory)
            .without("ICLOUD_MAIL_LOGIN")
            .start("check", "--watch", "--jsonl", "-a", "a", "-a", "b")) {
      String one = run.event("heartbeat").path("account").asText();
      String other = run.event("heartbeat").path("account").asText();
      assertThat(List.of(one, other)).containsExactlyInAnyOrder("a", "b");
    }
  }

  @Test
  void aFolderThatIsNotThereIsNoReasonToWait() {
    LiveRun run = watch("in:Nowhere");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(64);
  }

  @Test
  void whoeverWaitsGetsWhatIsThereAtOnce() {
    deliver("INBOX", "there");

    CliRun run = icloud.setting(directory).run("check", "--wait", "1h");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("there");
  }

  @Test
  void whoeverWaitsGetsTheFirstThatComes() {
    icloud.imap().before("IDLE", 1, () -> deliver("INBOX", "first"));

    CliRun run = icloud.setting(directory).run("check", "--wait", "1h", "subject:first");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("first").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({"--tsv, ''", "--json, []", "--jsonl, ''"})
  void whoeverWaitsInVainIsToldSoAndNothingElse(String form, String answer) {
    CliRun run = icloud.setting(directory).run("check", "--wait", "1s", form);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.out().strip()).isEqualTo(answer);
  }

  @Test
  void whoeverWaitsForAgesIsNoBug() {
    deliver("INBOX", "there");

    CliRun run =
        icloud.setting(directory).run("check", "--wait", "999999y", "--timeout", "999999y");

    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  @Test
  void aCommandThatFailsWhileOneWaitsIsNotRunAgainWithEachLook() throws Exception {
    deliver("INBOX", "there");
    icloud.faults().on("IDLE").always().no("not now");
    Path seen = directory.resolve("seen");

    try (LiveRun run =
        icloud
            .setting(directory)
            .start(
                new InNoTime(),
                "check",
                "--wait",
                "150s",
                "--exec",
                "/bin/sh",
                "-c",
                "echo >> \"$0\"; exit 1",
                seen.toString())) {
      assertThat(run.exitCode()).as(run.err()).isEqualTo(75);
    }

    assertThat(Files.readAllLines(seen)).hasSize(1);
  }

  @Test
  void whoeverCouldNotLookIsNotToldThatThereIsNothing() {
    icloud.faults().on("CONNECT").always().close();

    CliRun run = icloud.setting(directory).run("check", "--wait", "1s");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
  }

  @Test
  void ofSeveralAccountsEachThatCouldNotBeLookedAtIsNamed() throws Exception {
    configure("a", "b");
    icloud.faults().on("CONNECT").always().close();

    CliRun run =
        icloud
            .setting(directory)
            .without("ICLOUD_MAIL_LOGIN")
            .run("check", "--wait", "1s", "-a", "a", "-a", "b");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    assertThat(run.err()).contains("warning: a: ", "icloud-mail: b: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"BAD", "NO"})
  void whereIdleIsRefusedItPolls(String answer) {
    var idle = icloud.faults().on("IDLE").always();
    if (answer.equals("BAD")) {
      idle.bad("Unknown command");
    } else {
      idle.no("not now");
    }

    CliRun run = icloud.setting(directory).run("check", "--wait", "2s");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(icloud.imap().connections()).isEqualTo(1);
  }

  @Test
  void whereItPollsWhatCameBeforeTheEndIsTold() {
    icloud.faults().on("IDLE").always().no("not now");
    icloud.imap().before("IDLE", 1, () -> deliver("INBOX", "one"));

    CliRun run = icloud.setting(directory).with(new InNoTime()).run("check", "--wait", "30s");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("one");
  }
}
