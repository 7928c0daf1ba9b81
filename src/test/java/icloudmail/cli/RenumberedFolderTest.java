package icloudmail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --new} in a folder that the server numbers anew: neither a flood nor a gap. */
class RenumberedFolderTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();
  private Instant now = CliRun.NOW;

  @AfterEach
  void close() {
    icloud.close();
  }

  private void deliver(String subject, String id) {
    String text = Mails.plain("Ada <ada@example.com>", subject, "Text of " + subject + ".");
    icloud
        .mailboxes()
        .deliver("INBOX", ("Message-ID: <" + id + ">\r\n" + text).getBytes(UTF_8), now);
  }

  private CliRun check(String... words) {
    now = now.plusSeconds(60);
    return icloud
        .setting(directory)
        .with(Clock.fixed(now, ZoneOffset.UTC))
        .run(
            Stream.concat(Stream.of("check", "--new=job", "in:inbox"), Stream.of(words))
                .toArray(String[]::new));
  }

  private static List<String> subjects(CliRun run) {
    return run.out().lines().map(line -> line.split("\t", -1)[3]).toList();
  }

  @Test
  void whatIsToBeOfferedAgainIsOfferedUnderItsNewNumberHoweverOldItIs() {
    String[] words = {"--exec", "/bin/sh", "-c", "test $ICLOUD_MAIL_SUBJECT != owed"};
    deliver("old", "1@x");
    check(words);
    deliver("owed", "2@x");
    deliver("told", "3@x");
    for (int day = 0; day < 3; day++) {
      assertThat(check(words).exitCode()).isEqualTo(75);
      now = now.plus(Duration.ofDays(1));
    }
    icloud.mailboxes().renumber("INBOX");

    CliRun changed = check();

    assertThat(subjects(changed)).containsExactly("owed");
    assertThat(check().exitCode()).isEqualTo(1);
  }

  @Test
  void aSecondCopyOfWhatWasToldHidesNothing() {
    deliver("told", "1@x");
    check();
    now = now.plusSeconds(60);
    deliver("new", "2@x");
    now = now.plusSeconds(60);
    deliver("told, over the list", "1@x");
    icloud.mailboxes().renumber("INBOX");

    assertThat(subjects(check())).contains("new").doesNotContain("told");
    assertThat(check().exitCode()).isEqualTo(1);
  }
}
