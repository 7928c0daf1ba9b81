package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A disk that is full in the middle of a backup: what is there is whole, and the rest can follow.
 */
class BackupOnFullDiskIT {
  private static final int MESSAGES = 1_500;

  @TempDir static Path home;

  private static Lab lab;

  @BeforeAll
  static void up() {
    lab = Lab.up(home);
    lab.script("lab-seed", "--user", "alice", "--clean", Integer.toString(MESSAGES), "6k");
  }

  @AfterAll
  static void down() {
    lab.close();
  }

  @AfterEach
  void unmount() {
    shell("umount small");
  }

  private static ProgramRun shell(String line) {
    return ProgramRun.shell(home, Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"), "", line);
  }

  private static ProgramRun kept(String format, String place) {
    return lab.mail("fetch", "in:inbox", "--as", format, "--new", "-o", place);
  }

  @ParameterizedTest
  @ValueSource(strings = {"maildir", "eml", "mbox"})
  void whatIsThereIsWholeAndTheRestFollows(String format) throws IOException {
    assertThat(kept(format, "whole-" + format).exitCode()).isZero();
    Files.createDirectories(home.resolve("small"));
    assertThat(shell("mount -t tmpfs -o size=6m,mode=700 none small").exitCode()).isZero();

    ProgramRun full = kept(format, "small/mail");

    assertThat(full.exitCode()).as(full.toString()).isIn(73, 74);
    assertThat(full.err()).contains("No space left on device", "icloud-mail: ");
    ProgramRun torn = lab.mail("fetch", "in:inbox", "--as", format, "--verify", "-o", "small/mail");
    // the state may have a torn line, which the next run puts right; no message is torn
    assertThat(torn.out()).doesNotContain("missing\t", "damaged\tINBOX\tINBOX/");

    assertThat(shell("mount -o remount,size=60m small").exitCode()).isZero();
    ProgramRun rest = kept(format, "small/mail");

    assertThat(rest.exitCode()).as(rest.toString()).isZero();
    assertThat(Tree.of(home.resolve("small/mail")))
        .isEqualTo(Tree.of(home.resolve("whole-" + format)));
    Tree.delete(home.resolve("whole-" + format));
  }
}
