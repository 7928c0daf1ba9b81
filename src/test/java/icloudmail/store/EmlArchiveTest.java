package icloudmail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.ArchiveFormat;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmlArchiveTest {
  private static final long UIDVALIDITY = Trees.UIDVALIDITY;

  @TempDir Path directory;

  private Path root;

  @BeforeEach
  void root() {
    root = directory.resolve("backup");
  }

  private MessageArchive open(boolean incremental) throws MailException {
    return Archives.open(root, ArchiveFormat.EML, incremental);
  }

  private Path keep(String name, long uidValidity, long uid, boolean incremental)
      throws MailException {
    try (MessageArchive archive = open(incremental);
        ArchiveFolder folder = archive.folder(name, uidValidity)) {
      folder.add(Trees.message(name, uid));
      folder.commit();
      assertThat(folder.held()).isEqualTo(1);
      return folder.path();
    }
  }

  private Set<String> tree() {
    Set<String> tree = new TreeSet<>(Trees.of(root).keySet());
    tree.removeIf(each -> each.isEmpty() || each.endsWith(".icloud-mail") || each.endsWith("lock"));
    return tree;
  }

  @Test
  void levelsAreDirectoriesWhateverTheyAreCalled() throws MailException {
    for (String name : List.of("INBOX", "A/B", "../..", "con/AUX.txt", "a:b /x.eml", "//", "cur")) {
      keep(name, UIDVALIDITY, 7, true);
    }
    assertThat(tree())
        .containsExactlyInAnyOrder(
            "INBOX",
            "INBOX/1451405933-7.eml",
            "A",
            "A/B",
            "A/B/1451405933-7.eml",
            "__",
            "__/__",
            "__/__/1451405933-7.eml",
            "_",
            "_/_",
            "_/_/_",
            "_/_/_/1451405933-7.eml",
            "con_",
            "con_/AUX_.txt",
            "con_/AUX_.txt/1451405933-7.eml",
            "a_b_",
            "a_b_/x.eml_",
            "a_b_/x.eml_/1451405933-7.eml",
            "cur_",
            "cur_/1451405933-7.eml");
  }

  @Test
  void namesThatSomeSystemsTakeForOneLieApart() throws MailException {
    Path first = keep("Übung", UIDVALIDITY, 1, true);
    Path second = keep("u\u0308BUNG", UIDVALIDITY, 1, true);
    Path third = keep("übung (2)", UIDVALIDITY, 1, true);

    assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    assertThat(keep("u\u0308BUNG", UIDVALIDITY, 1, true)).isEqualTo(second);
    assertThat(second).hasToString(root.resolve("u\u0308BUNG (2)").toString());
  }

  @Test
  void aNewGenerationGetsANewPlace() throws MailException {
    keep("A/B", UIDVALIDITY, 1, true);
    keep("A/B", 9, 1, true);

    assertThat(tree())
        .containsExactlyInAnyOrder("A", "A/B", "A/B/1451405933-1.eml", "A/B-9", "A/B-9/9-1.eml");
  }

  @Test
  void anExportWithoutAStateLeavesMessagesTheirDirectoriesAndTheLock() throws Exception {
    keep("INBOX", UIDVALIDITY, 1, false);
    Path message = root.resolve("INBOX/1451405933-1.eml");
    Map<String, String> before = Trees.of(root);
    assertThat(before).containsOnlyKeys("", ".icloud-mail.lock", "INBOX", "INBOX/1451405933-1.eml");
    assertThat(Files.getLastModifiedTime(message).toInstant())
        .isEqualTo(Trees.RECEIVED.plusSeconds(1));

    keep("INBOX", UIDVALIDITY, 1, false);

    assertThat(Trees.of(root)).isEqualTo(before);
  }

  @Test
  void filesThatAreOfNoBackupAreNotTouched() throws Exception {
    Files.createDirectories(root.resolve("Work"));
    Files.writeString(root.resolve("Work/letter.eml"), "x");
    try (MessageArchive archive = open(true)) {
      assertThatThrownBy(() -> archive.folder("Work", 1))
          .isInstanceOfSatisfying(
              MailException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANNOT_CREATE))
          .hasMessage(root.resolve("Work") + " holds mail that is not of a backup");
    }
    Files.writeString(root.resolve("letter.eml"), "x");
    assertThatThrownBy(() -> open(true)).hasMessage(root + " holds mail that is not of a backup");
  }

  @Test
  void flagsAreNotKept() throws MailException {
    keep("INBOX", UIDVALIDITY, 1, true);
    try (MessageArchive archive = open(true);
        ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
      assertThat(folder.reflag(Map.of(1L, List.of("\\Seen")))).isZero();
    }
  }
}
