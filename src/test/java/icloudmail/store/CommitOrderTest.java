package icloudmail.store;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.ArchiveFormat;
import icloudmail.model.MailException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A power cut keeps what was synced, and of the rest what it likes. */
class CommitOrderTest {
  private static final int MESSAGES = 20;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(names = {"MAILDIR", "EML"})
  void aFileIsSyncedBeforeItHasItsNameAndTheNameBeforeItIsNoted(ArchiveFormat format)
      throws MailException {
    RecordingDisk disk = new RecordingDisk();
    List<String> steps;
    try (MessageArchive archive = Archives.open(disk, directory.resolve("a"), format, true);
        ArchiveFolder folder = archive.folder("INBOX", Trees.UIDVALIDITY)) {
      for (int uid = 1; uid <= MESSAGES; uid++) {
        folder.add(Trees.message("INBOX", uid));
      }
      disk.take();
      folder.commit();
      steps = disk.take();
    }
    List<String> renamed = steps.stream().filter(step -> step.startsWith("rename ")).toList();
    assertThat(renamed).hasSize(MESSAGES);
    for (String step : renamed) {
      assertThat(steps).containsSubsequence(step.replace("rename ", "sync "), step);
    }
    assertThat(steps.subList(steps.lastIndexOf(renamed.get(MESSAGES - 1)) + 1, steps.size()))
        .containsExactly("sync directory", "write", "sync");
  }
}
