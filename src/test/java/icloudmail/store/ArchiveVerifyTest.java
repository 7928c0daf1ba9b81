package icloudmail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.ArchiveFormat;
import icloudmail.model.Difference;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchiveVerifyTest {
  @TempDir Path directory;

  private Path backup(ArchiveFormat format) throws MailException {
    Path root = directory.resolve(format.word());
    try (MessageArchive archive = Archives.open(root, format, true)) {
      for (String name : List.of("INBOX", "A/B")) {
        try (ArchiveFolder folder = archive.folder(name, Trees.UIDVALIDITY)) {
          for (int uid = 1; uid <= 3; uid++) {
            folder.add(Trees.message(name, uid));
          }
          folder.commit();
        }
      }
    }
    return root;
  }

  /** What is different, in an archive that is the same before and after. */
  private static List<Difference> verify(Path root, ArchiveFormat format) throws MailException {
    Map<String, String> before = Trees.of(root);
    List<Difference> differences = new ArrayList<>();
    try (KeptArchive archive = Archives.read(root, format)) {
      archive.verify(differences::add);
    }
    assertThat(Trees.of(root)).isEqualTo(before);
    return differences;
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> Files.isRegularFile(file) && !file.endsWith(ArchiveLock.NAME))
          .filter(file -> !file.endsWith("maildirfolder"))
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFlippedBitIsFoundWhereverItIs(ArchiveFormat format) throws Exception {
    Path root = backup(format);
    assertThat(verify(root, format)).isEmpty();
    for (Path file : files(root)) {
      byte[] whole = Files.readAllBytes(file);
      for (int at = 0; at < whole.length; at++) {
        byte[] flipped = whole.clone();
        flipped[at] ^= 4;
        Files.write(file, flipped);
        List<Difference> differences = new ArrayList<>();
        try (KeptArchive archive = Archives.read(root, format)) {
          archive.verify(differences::add);
        }
        assertThat(differences).as("%s, octet %s", file, at).isNotEmpty();
        assertThat(differences)
            .as("%s, octet %s", file, at)
            .anyMatch(each -> each.kind().isDamage());
      }
      Files.write(file, whole);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MAILDIR", "EML"})
  void aFileThatIsGoneIsMissingAndOneThatIsNewIsExtra(ArchiveFormat format) throws Exception {
    Path root = backup(format);
    Path gone =
        files(root).stream()
            .filter(file -> file.toString().matches(".*(A/B/|\\.A\\.B/).*[_-]2\\..*"))
            .findAny()
            .orElseThrow();
    Path copy = gone.resolveSibling("copy.eml");
    Files.move(gone, copy);

    assertThat(verify(root, format))
        .containsExactly(
            new Difference(
                Difference.Kind.MISSING,
                "A/B",
                new Reference("A/B", Trees.UIDVALIDITY, 2),
                null,
                "there is no file of it"),
            new Difference(Difference.Kind.EXTRA, "A/B", null, copy, "the state does not name it"));
  }

  @ParameterizedTest
  @EnumSource(names = {"MAILDIR", "EML"})
  void aFileThatIsShorterIsDamaged(ArchiveFormat format) throws Exception {
    Path root = backup(format);
    Path file =
        files(root).stream()
            .filter(each -> each.toString().matches(".*(INBOX/|maildir/cur/).*[_-]2\\..*"))
            .findAny()
            .orElseThrow();
    Files.writeString(file, "x");

    assertThat(verify(root, format))
        .containsExactly(
            new Difference(
                Difference.Kind.DAMAGED,
                "INBOX",
                new Reference("INBOX", Trees.UIDVALIDITY, 2),
                file,
                "it is of 1 octets, and was of " + Trees.text(2).length()));
  }

  @Test
  void anMboxThatIsShorterOrLongerOrGoneIsTold() throws Exception {
    Path root = backup(ArchiveFormat.MBOX);
    Path mbox = root.resolve("INBOX.mbox");
    String whole = Files.readString(mbox);
    Files.writeString(mbox, "From x\n", StandardOpenOption.APPEND);
    assertThat(verify(root, ArchiveFormat.MBOX))
        .containsExactly(
            new Difference(
                Difference.Kind.EXTRA,
                "INBOX",
                null,
                mbox,
                "the state does not name what stands from octet " + whole.length() + " on"));
    Files.writeString(mbox, whole.substring(0, whole.lastIndexOf("From jo@") + 3));
    assertThat(verify(root, ArchiveFormat.MBOX))
        .singleElement()
        .matches(each -> each.kind() == Difference.Kind.DAMAGED)
        .matches(each -> String.valueOf(each.reference()).endsWith("/3"));
    Files.delete(mbox);
    assertThat(verify(root, ArchiveFormat.MBOX))
        .hasSize(3)
        .allMatch(each -> each.kind() == Difference.Kind.MISSING);
  }

  @ParameterizedTest
  @EnumSource
  void aStateThatIsGoneIsTold(ArchiveFormat format) throws Exception {
    Path root = backup(format);
    Path state =
        files(root).stream()
            .filter(file -> file.toString().matches(".*B.*\\.icloud-mail"))
            .findAny()
            .orElseThrow();
    Files.delete(state);

    assertThat(verify(root, format))
        .singleElement()
        .matches(each -> each.kind() == Difference.Kind.DAMAGED)
        .matches(each -> String.valueOf(each.path()).matches(".*B[^/]*"))
        .matches(each -> each.detail().equals("its state is gone"));
  }

  @Test
  void whereThereIsNoBackupNothingIsVerified() {
    assertThatThrownBy(() -> Archives.read(directory.resolve("x"), ArchiveFormat.EML))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_INPUT))
        .hasMessage("there is no backup in " + directory.resolve("x"));
  }

  @ParameterizedTest
  @EnumSource
  void whatARunThatDiedHasLeftIsExtraUntilTheNextRun(ArchiveFormat format) throws Exception {
    Path root = directory.resolve("died");
    try (MessageArchive archive = Archives.open(new DyingDisk(16), root, format, true);
        ArchiveFolder folder = archive.folder("INBOX", Trees.UIDVALIDITY)) {
      folder.add(Trees.message("INBOX", 1));
      folder.add(Trees.message("INBOX", 2));
      folder.commit();
    } catch (MailException e) {
      // it has died
    }
    assertThat(verify(root, format))
        .isNotEmpty()
        .allMatch(each -> each.kind() == Difference.Kind.EXTRA);
  }
}
