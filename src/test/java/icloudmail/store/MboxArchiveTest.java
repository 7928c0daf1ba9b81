package icloudmail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.ArchiveFormat;
import icloudmail.model.DownloadedMessage;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MboxArchiveTest {
  private static final long UIDVALIDITY = Trees.UIDVALIDITY;

  @TempDir Path directory;

  private Path root;

  @BeforeEach
  void root() {
    root = directory.resolve("backup");
  }

  private MessageArchive open(Path root, boolean incremental) throws MailException {
    return Archives.open(root, ArchiveFormat.MBOX, incremental);
  }

  private void run(DownloadedMessage... messages) throws MailException {
    try (MessageArchive archive = open(root, true);
        ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
      for (DownloadedMessage each : messages) {
        folder.add(each);
      }
      folder.commit();
    }
  }

  private Path mbox() {
    return root.resolve("INBOX.mbox");
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANNOT_CREATE))
        .hasMessage(message);
  }

  @Test
  void aRunThatComesSecondTouchesNothingOfTheFirst() throws Exception {
    Path file = directory.resolve("mail.mbox");
    try (MessageArchive archive = open(file, false);
        ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
      folder.add(Trees.saying("INBOX", 1, "first\r\n"));
      folder.commit();
      assertThatThrownBy(() -> open(file, false))
          .isInstanceOfSatisfying(
              MailException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TEMPORARY))
          .hasMessage("another run is writing to " + file);
      folder.add(Trees.saying("INBOX", 2, "second\r\n"));
      folder.commit();
      archive.complete();
    }

    assertThat(Files.readString(file)).startsWith("From ").contains("first", "second");
    assertThat(Files.readString(file)).doesNotContain("\0");
  }

  @Test
  void aMessageIsQuotedAndKeepsItsLineEnds() throws Exception {
    run(
        Trees.saying("INBOX", 2, "a: b\r\n\r\nFrom x\r\n>>From y\r\nFrom: z\r\n"),
        Trees.saying("INBOX", 1, "From the start"));

    assertThat(Files.readString(mbox()))
        .isEqualTo(
            "From jo@example.com Mon Nov 23 08:00:08 2026\n"
                + ">From the start\n\n"
                + "From jo@example.com Mon Nov 23 08:00:09 2026\n"
                + "a: b\r\n\r\n>From x\r\n>>>From y\r\nFrom: z\r\n\n");
    assertThat(Trees.of(root))
        .containsOnlyKeys("", ".icloud-mail.lock", "INBOX.mbox", ".INBOX.mbox.icloud-mail");
  }

  @Test
  void whoeverSentItAndWhenTheFirstLineIsOne() throws Exception {
    DownloadedMessage plain = Trees.saying("INBOX", 1, "x\n");
    for (String sender : new String[] {null, "", "a b@example.com", "x\nFrom y", "ü@example.com"}) {
      Path file = directory.resolve("x.mbox");
      try (MessageArchive archive = open(file, false);
          ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
        folder.add(
            new DownloadedMessage(plain.reference(), null, List.of(), sender, 2, plain.content()));
        folder.commit();
        archive.complete();
      }
      assertThat(file).hasContent("From MAILER-DAEMON Thu Jan  1 00:00:00 1970\nx\n\n");
      Files.delete(file);
    }
  }

  @Test
  void foldersLieInDirectoriesAndNewGenerationsBeside() throws Exception {
    run(Trees.message("INBOX", 1));
    try (MessageArchive archive = open(root, true)) {
      archive.folder("A/B", 1).close();
      archive.folder("a/b", 1).close();
      archive.folder("INBOX", 2).close();
    }
    assertThat(Trees.of(root))
        .containsKeys("INBOX.mbox", "INBOX-2.mbox", "A/B.mbox", "a/b (2).mbox");
    try (MessageArchive archive = open(root, true);
        ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
      assertThat(folder.held()).isEqualTo(1);
      assertThat(folder.path()).isEqualTo(mbox());
    }
    try (KeptArchive archive = Archives.read(root, ArchiveFormat.MBOX)) {
      assertThat(archive.known()).hasSize(4);
    }
  }

  @Test
  void theStateIsAsItStandsHere() throws Exception {
    run(Trees.saying("INBOX", 3, "x"));
    run(Trees.saying("INBOX", 1, "y"));

    assertThat(root.resolve(".INBOX.mbox.icloud-mail"))
        .content()
        .matches(
            "icloud-mail-archive 1 mbox 1451405933 INBOX [0-9a-f]{8}\n"
                + "until 96 [0-9a-f]{8}\n"
                + "3 1 [0-9a-f]{8} 0 48 [0-9a-f]+ [0-9a-f]{8}\n"
                + "1 1 [0-9a-f]{8} 48 48 [0-9a-f]+ [0-9a-f]{8}\n");
  }

  @Test
  void whatAnotherProgramHasWrittenIsNeverCut() throws Exception {
    run(Trees.message("INBOX", 1));
    byte[] whole = Files.readAllBytes(mbox());
    Files.writeString(mbox(), "From x\n", StandardOpenOption.APPEND);
    assertRefused(
        this::run,
        mbox() + " has octets that are not of this backup: another program has changed it");
    assertThat(mbox()).hasSize(whole.length + 7L);
    Files.write(mbox(), Arrays.copyOf(whole, 5));
    assertRefused(this::run, mbox() + " is shorter than it was: another program has changed it");
    Files.write(mbox(), whole);
    run(Trees.message("INBOX", 2));
  }

  /** Whenever a run dies, and another program appends before the next one. */
  @Test
  void whatWasAppendedAfterADeathIsNeverCut() throws Exception {
    String others = "From other@example.com Mon Nov 23 09:00:00 2026\nx\n\n";
    int refused = 0;
    for (int steps = 10; steps < 45; steps++) {
      root = directory.resolve("died-" + steps);
      try (MessageArchive archive =
              Archives.open(new DyingDisk(steps), root, ArchiveFormat.MBOX, true);
          ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
        for (int uid = 1; uid <= 6; uid++) {
          folder.add(Trees.message("INBOX", uid));
          if (uid % 2 == 0) {
            folder.commit();
          }
        }
      } catch (MailException e) {
        // it has died
      }
      if (Files.exists(mbox())) {
        String before = Files.readString(mbox());
        String apart = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
        Files.writeString(mbox(), apart + others, StandardOpenOption.APPEND);
        assertThatThrownBy(this::run)
            .as("after %s steps", steps)
            .isInstanceOfSatisfying(
                MailException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANNOT_CREATE));
        assertThat(Files.readString(mbox())).isEqualTo(before + apart + others);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(25);
  }

  @Test
  void aDamagedMessageIsFetchedAgainAndAppended() throws Exception {
    run(Trees.message("INBOX", 1), Trees.message("INBOX", 2));
    byte[] octets = Files.readAllBytes(mbox());
    octets[60] ^= 1;
    Files.write(mbox(), octets);
    try (MessageArchive archive = open(root, true);
        ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
      folder.forget(1);
      assertThat(folder.holds(1)).isFalse();
      folder.add(Trees.message("INBOX", 1));
      assertThat(folder.commit()).hasSize(1);
      assertThat(folder.held()).isEqualTo(2);
    }
    List<Object> differences = new ArrayList<>();
    try (KeptArchive archive = Archives.read(root, ArchiveFormat.MBOX)) {
      archive.verify(differences::add);
    }
    assertThat(differences).isEmpty();
    run(Trees.message("INBOX", 3));
  }

  @Test
  void aFlippedStateLosesNothing() throws Exception {
    run(Trees.message("INBOX", 1), Trees.message("INBOX", 2), Trees.message("INBOX", 3));
    byte[] mbox = Files.readAllBytes(mbox());
    Path state = root.resolve(".INBOX.mbox.icloud-mail");
    byte[] octets = Files.readAllBytes(state);
    int header = Files.readString(state).indexOf('\n') + 1;
    for (int at = header; at < octets.length; at++) {
      byte[] flipped = octets.clone();
      flipped[at] ^= 1;
      Files.write(state, flipped);
      Files.write(mbox(), mbox);
      for (int run = 0; run < 2; run++) {
        run(Trees.message("INBOX", 1), Trees.message("INBOX", 2), Trees.message("INBOX", 3));
      }
      assertThat(Files.readString(mbox())).startsWith(new String(mbox, StandardCharsets.UTF_8));
      List<Object> differences = new ArrayList<>();
      try (KeptArchive archive = Archives.read(root, ArchiveFormat.MBOX)) {
        archive.verify(differences::add);
        assertThat(archive.known()).singleElement().matches(each -> each.held() == 3);
      }
      assertThat(differences).as("flipped at %s", at).isEmpty();
    }
  }

  @Test
  void anExportIsANewFileOfAllFolders() throws Exception {
    Path file = directory.resolve("all.mbox");
    try (MessageArchive archive = open(file, false)) {
      for (String name : List.of("INBOX", "Sent")) {
        try (ArchiveFolder folder = archive.folder(name, UIDVALIDITY)) {
          folder.add(Trees.saying(name, 1, name));
          folder.commit();
          folder.add(Trees.saying(name, 2, "not committed"));
          assertThat(file).doesNotExist();
        }
      }
      archive.complete();
    }
    assertThat(file)
        .hasContent(
            "From jo@example.com Mon Nov 23 08:00:08 2026\nINBOX\n\n"
                + "From jo@example.com Mon Nov 23 08:00:08 2026\nSent\n\n");
    assertThat(Trees.of(directory)).containsOnlyKeys("", "all.mbox");
    assertRefused(() -> open(file, false), file + " is there already");
  }

  @Test
  void anExportIntoADirectoryIsAFileAFolder() throws Exception {
    for (int run = 0; run < 2; run++) {
      boolean again = run > 0;
      try (MessageArchive archive = open(directory, false)) {
        if (again) {
          assertRefused(
              () -> archive.folder("A/B", UIDVALIDITY),
              directory.resolve("A/B.mbox") + " is there already");
        } else {
          try (ArchiveFolder folder = archive.folder("A/B", UIDVALIDITY)) {
            folder.add(Trees.message("A/B", 1));
            folder.commit();
            folder.complete();
          }
        }
      }
      assertThat(Trees.of(directory)).containsOnlyKeys("", ".icloud-mail.lock", "A", "A/B.mbox");
    }
  }

  @Test
  void anExportThatDidNotComeToItsEndLeavesNoFile() throws Exception {
    for (Path place : List.of(directory.resolve("x.mbox"), directory)) {
      try (MessageArchive archive = open(place, false);
          ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
        folder.add(Trees.message("INBOX", 1));
        assertThat(folder.commit()).hasSize(1);
      }
    }
    assertThat(Trees.of(directory)).containsOnlyKeys("", ".icloud-mail.lock");
  }

  @Test
  void anExportReplacesNothingThatWasMadeMeanwhile() throws Exception {
    Path file = directory.resolve("x.mbox");
    MessageArchive archive = open(file, false);
    try (ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
      folder.add(Trees.message("INBOX", 1));
      folder.commit();
    }
    archive.complete();
    Files.writeString(file, "mine");

    assertThatThrownBy(archive::close).hasMessageStartingWith("cannot write to " + file);
    assertThat(file).hasContent("mine");
  }

  @Test
  void anMboxThatIsGoneIsNoEmptyOne() throws Exception {
    run(Trees.message("INBOX", 1));
    Files.delete(mbox());

    assertRefused(this::run, mbox() + " is gone, and .INBOX.mbox.icloud-mail tells what it held");
    Files.delete(root.resolve(".INBOX.mbox.icloud-mail"));
    run(Trees.message("INBOX", 1));
    assertThat(mbox()).isNotEmptyFile();
  }

  @ParameterizedTest
  @EnumSource
  void aBackupIsNoPlaceForAnExport(ArchiveFormat format) throws Exception {
    run(Trees.message("INBOX", 1));

    assertRefused(() -> Archives.open(root, format, false), root + " is a backup");
  }

  @Test
  void anExportOfNothingLeavesNothing() throws Exception {
    open(directory.resolve("x.mbox"), false).close();

    assertThat(directory).isEmptyDirectory();
  }

  @Property(tries = 2000)
  void anyMessageIsReadBackAsItWas(
      @ForAll @StringLength(max = 40) @Chars({'>', 'F', 'r', 'o', 'm', ' ', '\n', '\r', 'x'})
          String text,
      @ForAll @Size(max = 3) List<Boolean> lines)
      throws IOException {
    String odd = text + (lines.isEmpty() ? "" : "\n>From " + text + "\nFrom ");
    byte[] octets = odd.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MboxQuoting quoting = new MboxQuoting(out);
    int half = octets.length / 2;
    quoting.write(octets, 0, half);
    quoting.write(octets, half, octets.length - half);
    quoting.end();
    String quoted = out.toString(StandardCharsets.US_ASCII);

    assertThat("\n" + quoted).doesNotContain("\nFrom ");
    String read = quoted.replaceAll("(?dm)^>(>*From )", "$1");
    boolean ended = odd.isEmpty() || odd.endsWith("\n");
    assertThat(read).isEqualTo(odd + (ended ? "\n" : "\n\n"));
  }
}
