package icloudmail.store;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.ArchiveFormat;
import icloudmail.model.Difference;
import icloudmail.model.MailException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A backup that dies at any step and is resumed is the same as one that never died. */
class ArchiveCrashTest {
  private static final List<String> FOLDERS = List.of("INBOX", "A/B");
  private static final int MESSAGES = 7;
  private static final int BATCH = 3;

  /** Of as few the archive itself was not made. */
  private static final int FIRST_WRITES = 2;

  @TempDir Path directory;

  /** Backs up what is not held yet, as far as the disk lives. */
  private static void run(Disk disk, Path root, ArchiveFormat format) throws MailException {
    try (MessageArchive archive = Archives.open(disk, root, format, true)) {
      for (String name : FOLDERS) {
        try (ArchiveFolder folder = archive.folder(name, Trees.UIDVALIDITY)) {
          int added = 0;
          for (int uid = 1; uid <= MESSAGES; uid++) {
            if (!folder.holds(uid)) {
              folder.add(Trees.message(name, uid, "\\Seen"));
              if (++added % BATCH == 0) {
                folder.commit();
              }
            }
          }
          folder.commit();
        }
      }
    }
  }

  private static boolean dies(Path root, ArchiveFormat format, int steps) {
    DyingDisk disk = new DyingDisk(steps);
    try {
      run(disk, root, format);
    } catch (MailException e) {
      assertThat(disk.isDead()).as("%s", e).isTrue();
    }
    return disk.isDead();
  }

  private static List<Difference> differences(Path root, ArchiveFormat format)
      throws MailException {
    List<Difference> differences = new ArrayList<>();
    try (KeptArchive archive = Archives.read(root, format)) {
      archive.verify(differences::add);
    }
    return differences;
  }

  @ParameterizedTest
  @EnumSource
  void oneDeathAtEveryStep(ArchiveFormat format) throws MailException {
    Path whole = directory.resolve("whole");
    run(new Disk(), whole, format);
    Map<String, String> tree = Trees.of(whole);
    assertThat(differences(whole, format)).isEmpty();
    int steps = 0;
    for (boolean died = true; died; steps++) {
      Path root = directory.resolve("died-" + steps);
      died = dies(root, format, steps);
      run(new Disk(), root, format);
      assertThat(Trees.of(root)).as("died after %s steps", steps).isEqualTo(tree);
      assertThat(differences(root, format)).isEmpty();
    }
    assertThat(steps).isGreaterThan(60);
  }

  @ParameterizedTest
  @EnumSource
  void aFullDiskDamagesNothing(ArchiveFormat format) throws MailException {
    Path whole = directory.resolve("whole");
    run(new Disk(), whole, format);
    Map<String, String> tree = Trees.of(whole);
    int writes = 0;
    for (boolean full = true; full; writes++) {
      Path root = directory.resolve("full-" + writes);
      FullDisk disk = new FullDisk(writes);
      try {
        run(disk, root, format);
      } catch (MailException e) {
        assertThat(disk.isFull()).as("%s", e).isTrue();
      }
      full = disk.isFull();
      if (Files.exists(root.resolve(ArchiveLock.NAME)) && writes > FIRST_WRITES) {
        assertThat(differences(root, format))
            .as("full after %s writes", writes)
            .noneMatch(each -> each.kind().isDamage());
      }
      run(new Disk(), root, format);
      assertThat(Trees.of(root)).as("full after %s writes", writes).isEqualTo(tree);
    }
    assertThat(writes).isGreaterThan(10);
  }

  @ParameterizedTest
  @EnumSource
  void manyDeathsInARow(ArchiveFormat format) throws MailException {
    Path whole = directory.resolve("whole");
    run(new Disk(), whole, format);
    Map<String, String> tree = Trees.of(whole);
    for (int every = 12; every < 60; every += 5) {
      Path root = directory.resolve("died-every-" + every);
      int lives = 1;
      while (dies(root, format, every)) {
        assertThat(lives++).as("runs of %s steps", every).isLessThan(200);
        if (lives % 3 == 0) {
          // the next one lives longer, or it would never get beyond what opening takes
          dies(root, format, every * 2 + lives);
        }
      }
      assertThat(Files.isDirectory(root)).isTrue();
      assertThat(Trees.of(root)).as("runs of %s steps", every).isEqualTo(tree);
    }
  }
}
