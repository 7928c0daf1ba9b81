package icloudmail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.InNoTime;
import icloudmail.testkit.LiveRun;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One message whose structure the server does not tell keeps no other back. */
class HeldBackTest {
  private static final String WITH_FILE =
      "From: ada@example.com\nSubject: %s\nMIME-Version: 1.0\n"
          + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n"
          + "--b\nContent-Type: text/csv\nContent-Disposition: attachment; filename=a.csv\n\n1\n"
          + "--b--\n";

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @BeforeEach
  void begin() {
    assertThat(check("has:attachment").exitCode()).isEqualTo(1);
  }

  @AfterEach
  void close() {
    icloud.close();
  }

  private long deliver(String subject) {
    return icloud.mailboxes().deliver("INBOX", WITH_FILE.formatted(subject).getBytes(UTF_8));
  }

  private CliRun check(String... words) {
    String[] all = new String[words.length + 2];
    all[0] = "check";
    all[1] = "--new=job";
    System.arraycopy(words, 0, all, 2, words.length);
    return icloud.setting(directory).run(all);
  }

  @Test
  void theNextOneIsToldAndTheFailureToo() {
    long held = deliver("held back");
    deliver("whole");
    icloud.faults().on("UID FETCH").holding("BODYSTRUCTURE").always().omit(held);
    icloud.faults().on("UID FETCH").holding("BODY.PEEK[]").always().omit(held);

    CliRun run = check("has:attachment");

    assertThat(run.out()).contains("whole").doesNotContain("held back");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(icloud.setting(directory).run("check", "--jobs").out()).contains("\t1\t");
  }

  @Test
  void oneThatVanishesWhileItIsLookedAtEndsNoWatch() {
    long gone = deliver("gone");
    deliver("whole");
    icloud.faults().on("UID FETCH").holding("BODYSTRUCTURE").omit(gone);
    icloud
        .imap()
        .before(
            "UID FETCH " + gone + " (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[]",
            1,
            () -> icloud.mailboxes().expunge("INBOX", gone));

    try (LiveRun run =
        icloud
            .setting(directory)
            .start("check", "--new=job", "--watch", "--jsonl", "has:attachment")) {
      assertThat(run.event("message").path("subject").asText()).isEqualTo("whole");
    }
    assertThat(icloud.mailboxes().uids("INBOX")).hasSize(1);
  }

  @Test
  void aTextThatDoesNotComeAmongManyIsAskedForByItself() {
    long held = deliver("held back");
    deliver("whole");
    icloud.faults().on("UID FETCH").holding("BODY.PEEK[]<0.").omit(held);

    CliRun run = icloud.setting(directory).run("list", "--snippet");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.endsWith("\ttext"));
  }

  @Test
  void aTextThatIsHeldBackForGoodIsNotTakenForNone() {
    long held = deliver("held back");
    deliver("whole");
    icloud.faults().on("UID FETCH").holding("BODY.PEEK[]<0.").always().omit(held);

    CliRun run = icloud.setting(directory).run("list", "--snippet");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.out()).contains("held back").hasLineCount(2).contains("whole", "\ttext\n");
    assertThat(run.err()).contains("holds back message INBOX/");
  }

  @Test
  void whoeverWaitsIsNotToldThatThereIsNone() {
    long held = deliver("held back");
    icloud.faults().on("UID FETCH").always().omit(held);

    CliRun run =
        icloud
            .setting(directory)
            .with(new InNoTime())
            .run("check", "--new=job", "--wait", "30s", "has:attachment");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.err()).contains("holds back message INBOX/");
  }
}
