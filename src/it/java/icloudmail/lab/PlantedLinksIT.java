package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Links that somebody has planted where the program writes: the file that they lead to stays as it
 */
class PlantedLinksIT {
  private static final String SECRET =
      "From: a@example.com\nSubject: canary\n\nsecret of a canary\n";
  private static final String NEWS = "1451405933-2272.eml";

  @TempDir Path home;

  private PackagedRuns runs;
  private Path canary;

  @BeforeEach
  void begin() throws IOException {
    runs = new PackagedRuns(home);
    Path outside = Files.createDirectory(home.resolve("outside"));
    canary = Files.writeString(outside.resolve("canary"), SECRET);
    Files.setPosixFilePermissions(canary, PosixFilePermissions.fromString("rw-r--r--"));
    runs.deliver("fresh");
  }

  @AfterEach
  void end() throws IOException {
    runs.close();
    assertThat(canary).hasContent(SECRET);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(canary)))
        .isEqualTo("rw-r--r--");
    assertThat(canary.getParent().toFile().list()).containsExactly("canary");
  }

  private void link(Path at, Path to) throws IOException {
    Files.createDirectories(at.getParent());
    Files.createSymbolicLink(at, to);
  }

  @ParameterizedTest
  @ValueSource(strings = {"canary", "nothing"})
  void inTheStateDirectory(String target) throws IOException {
    Path to = canary.resolveSibling(target);
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    List<String> places =
        List.of(
            "outbox/0badcafe.eml",
            "outbox/0badcafe.part",
            "jobs/.job.lock",
            "jobs/.job.part",
            "sent/" + today,
            "sent/claims");
    for (String place : places) {
      link(runs.state().resolve(place), to);
    }
    link(runs.state().resolve("logins"), to);
    link(runs.state().resolve("folders/environment"), to);
    List<ProgramRun> all = new ArrayList<>();

    all.add(runs.run("send", "--queue", "--once", "k", "-m", "precious", "bob@example.com"));
    all.add(runs.run("send", "--queue", "-m", "precious", "bob@example.com"));
    all.add(runs.run("outbox", "--flush"));
    all.add(runs.run("check", "--new=job"));
    all.add(runs.run("folders"));

    assertThat(all).extracting(ProgramRun::exitCode).containsExactly(73, 73, 74, 73, 0);
    assertThat(all).allMatch(run -> !run.toString().contains("secret"));
    assertThat(runs.smtp().submissions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"maildir", "eml", "mbox"})
  void inABackup(String format) throws IOException {
    Path kept = home.resolve("kept");
    link(kept.resolve(".icloud-mail.lock"), canary);
    ProgramRun refused =
        runs.run("fetch", "in:inbox", "--as", format, "--new", "-o", kept.toString());
    assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(73);
    Files.delete(kept.resolve(".icloud-mail.lock"));
    switch (format) {
      case "eml" -> {
        link(kept.resolve("INBOX/.icloud-mail.part"), canary);
        link(kept.resolve("INBOX/." + NEWS + ".part"), canary);
      }
      case "mbox" -> {
        link(kept.resolve(".INBOX.mbox.icloud-mail.part"), canary);
        link(kept.resolve(".INBOX.mbox.0.part"), canary);
      }
      default -> link(kept.resolve(".icloud-mail.part"), canary);
    }

    ProgramRun run = runs.run("fetch", "in:inbox", "--as", format, "--new", "-o", kept.toString());

    assertThat(run.exitCode()).as(run.toString()).isIn(0, 73);
  }

  @ParameterizedTest
  @ValueSource(strings = {"canary", "nothing"})
  void whatIsNoMessageIsNotTakenForOne(String target) throws IOException {
    Path kept = home.resolve("kept");
    String[] line = {"fetch", "in:inbox", "--as", "eml", "--new", "-o", kept.toString()};
    assertThat(runs.run(line).exitCode()).isZero();
    runs.deliver("second");
    Path planted = kept.resolve("INBOX/1451405933-2273.eml");
    link(planted, canary.resolveSibling(target));

    ProgramRun run = runs.run(line);

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(planted).isRegularFile().content().contains("text of second");
    assertThat(Files.isSymbolicLink(planted)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"canary", "nothing"})
  void amongWhatIsSaved(String target) throws IOException {
    runs.icloud()
        .deliver(
            "From: eve@example.com\nSubject: files\nMIME-Version: 1.0\n"
                + "Content-Type: text/plain; name=report.txt\n"
                + "Content-Disposition: attachment; filename=report.txt\n\nattached\n");
    Path saved = home.resolve("saved");
    link(saved.resolve("report.txt"), canary.resolveSibling(target));
    link(saved.resolve("INBOX-1451405933-2273.eml"), canary.resolveSibling(target));
    link(home.resolve("all.mbox"), canary.resolveSibling(target));
    link(home.resolve(".other.mbox.part"), canary.resolveSibling(target));

    ProgramRun files = runs.run("fetch", "2273", "--as", "attachments", "-o", "saved");
    ProgramRun raw = runs.run("fetch", "2273", "--as", "raw", "-o", "saved/");
    ProgramRun mbox = runs.run("fetch", "2273", "--as", "mbox", "-o", "all.mbox");
    ProgramRun other = runs.run("fetch", "2273", "--as", "mbox", "-o", "other.mbox");

    assertThat(files.exitCode()).as(files.toString()).isZero();
    assertThat(saved.resolve("report (1).txt")).content().contains("attached");
    assertThat(raw.exitCode()).as(raw.toString()).isZero();
    assertThat(mbox.exitCode()).as(mbox.toString()).isEqualTo(73);
    assertThat(other.exitCode()).as(other.toString()).isEqualTo(73);
  }
}
