package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where the program keeps a file of its own stands a pipe that nobody writes to, or a link to a
 * file without end: it is neither waited for nor read, and whoever is kept from something is told.
 */
class NoFileOfOursIT {
  /** A run that waits for a pipe waits for ever. */
  private static final List<String> AT_MOST = List.of("timeout", "60");

  @TempDir Path home;

  private PackagedRuns runs;

  @BeforeEach
  void begin() {
    runs = new PackagedRuns(home);
    runs.deliver("fresh");
  }

  @AfterEach
  void end() {
    runs.close();
  }

  private Path plant(String kind, Path at) throws IOException {
    Files.createDirectories(at.getParent());
    if (kind.equals("pipe")) {
      runs.shell("mkfifo -m 600 '" + at + "'");
    } else {
      Files.createSymbolicLink(at, Path.of("/dev/zero"));
    }
    return at;
  }

  private ProgramRun run(String line) {
    return runs.run(runs.environment(), AT_MOST, line.split(" "));
  }

  private static String named(String kind) {
    return kind.equals("pipe") ? "it is a pipe or a device" : "it is a symbolic link";
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "zero"})
  void whatOnlySparesATryIsDoneWithout(String kind) throws IOException {
    plant(kind, runs.state().resolve("logins"));
    Path folders = plant(kind, runs.state().resolve("folders/environment"));

    ProgramRun run = run("folders");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(folders).isRegularFile().content().contains("INBOX");
    assertThat(Files.isSymbolicLink(folders)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "pipe, jobs/job,            74, check --new=job",
    "zero, jobs/job,            74, check --new=job",
    "pipe, jobs/.job.lock,      73, check --new=job",
    "pipe, sent/TODAY,          73, send -m text bob@example.com",
    "zero, sent/TODAY,          73, send -m text bob@example.com",
    "pipe, sent/YESTERDAY,      74, send --once k -m text bob@example.com",
    "zero, sent/YESTERDAY,      74, send --once k -m text bob@example.com",
    "pipe, sent/claims,         73, send --once k -m text bob@example.com",
    "zero, sent/claims,         73, send --once k -m text bob@example.com",
    "pipe, outbox/0badcafe.eml, 74, outbox",
    "zero, outbox/0badcafe.eml, 74, outbox",
  })
  void whoeverIsKeptFromSomethingIsTold(String kind, String place, int exitCode, String line)
      throws IOException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    String named =
        place
            .replace("TODAY", today.toString())
            .replace("YESTERDAY", today.minusDays(1).toString());
    Path planted = plant(kind, runs.state().resolve(named));

    ProgramRun run = run(line);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(exitCode);
    assertThat(run.err()).contains(planted.toString(), named(kind), "ove it away");
    assertThat(planted).matches(NoFileOfOursIT::isThere);
    assertThat(runs.smtp().submissions()).isEmpty();
  }

  private static boolean isThere(Path planted) {
    return Files.exists(planted, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(planted);
  }

  @ParameterizedTest
  @CsvSource({
    "pipe, maildir, .icloud-mail",
    "zero, eml,     INBOX/.icloud-mail",
    "pipe, mbox,    .INBOX.mbox.icloud-mail",
    "zero, mbox,    .INBOX.mbox.icloud-mail",
    "pipe, eml,     .icloud-mail.lock",
  })
  void aBackupSaysWhatIsInItsPlace(String kind, String format, String place) throws IOException {
    Path kept = home.resolve("kept");
    String line = "fetch in:inbox --as " + format + " --new -o " + kept;
    assertThat(run(line).exitCode()).isZero();
    Files.delete(kept.resolve(place));
    Path planted = plant(kind, kept.resolve(place));

    ProgramRun run = run(line);
    ProgramRun verified = run("fetch in:inbox --as " + format + " --verify -o " + kept);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(73);
    assertThat(run.err()).contains(planted.toString(), named(kind), "ove ");
    assertThat(verified.exitCode()).as(verified.toString()).isIn(1, 65, 74);
    assertThat(verified.toString()).contains(planted.toString(), named(kind));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "zero"})
  void aMessageOfABackupIsFetchedAnew(String kind) throws IOException {
    Path kept = home.resolve("kept");
    String line = "fetch in:inbox --as eml --new -o " + kept;
    assertThat(run(line).exitCode()).isZero();
    runs.deliver("second");
    Path planted = plant(kind, kept.resolve("INBOX/1451405933-2273.eml"));

    ProgramRun run = run(line);

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(planted).isRegularFile().content().contains("text of second");
  }

  @Test
  void aMessageThatThereIsNoRoomToCountIsToldOf() throws IOException {
    int most = 1 << 16;
    Path day = runs.state().resolve("sent/" + LocalDate.now(ZoneOffset.UTC));
    Files.createDirectories(day.getParent());
    Files.writeString(day, "\n".repeat(most - 10));
    List<String> little = List.of("prlimit", "--fsize=" + most);

    ProgramRun run = runs.run(runs.environment(), little, "send", "-m", "text", "bob@example.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(runs.smtp().submissions()).hasSize(1);
    assertThat(run.err()).contains("the message is sent, but not counted", day.getParent() + "");
  }
}
