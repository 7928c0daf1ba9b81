package icloudmail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.ArchiveFormat;
import icloudmail.model.DownloadedMessage;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Reference;
import icloudmail.model.SavedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaildirArchiveTest {
  private static final long UIDVALIDITY = Trees.UIDVALIDITY;

  @TempDir Path directory;

  private Path root;

  @BeforeEach
  void root() {
    root = directory.resolve("backup");
  }

  private MessageArchive open() throws MailException {
    return Archives.open(root, ArchiveFormat.MAILDIR, true);
  }

  /** A run that adds these messages to INBOX. */
  private List<SavedFile> run(DownloadedMessage... messages) throws MailException {
    try (MessageArchive archive = open();
        ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
      for (DownloadedMessage each : messages) {
        folder.add(each);
      }
      return folder.commit();
    }
  }

  private List<String> files(String below) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(below))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path file(long uid) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("cur"))) {
      return files
          .filter(file -> file.toString().contains("_" + uid + "."))
          .findAny()
          .orElseThrow();
    }
  }

  private static String name(long uid, String flags) {
    return Trees.RECEIVED.plusSeconds(uid).getEpochSecond()
        + "."
        + UIDVALIDITY
        + "_"
        + uid
        + ".icloud-mail,S="
        + Trees.text(uid).length()
        + ":2,"
        + flags;
  }

  @Test
  void aMessageIsInCurWithItsFlagsItsTimeAndItsOctets() throws Exception {
    List<SavedFile> saved =
        run(
            Trees.message("INBOX", 7, "\\Seen", "$Forwarded", "\\flagged", "$Other"),
            Trees.message("INBOX", 3, "\\Answered", "\\Draft", "\\Deleted"));

    assertThat(files("cur")).containsExactlyInAnyOrder(name(3, "DRT"), name(7, "FPS"));
    assertThat(files("new")).isEmpty();
    assertThat(files("tmp")).isEmpty();
    Path seventh = root.resolve("cur").resolve(name(7, "FPS"));
    assertThat(seventh).hasContent(Trees.text(7));
    assertThat(Files.readAllBytes(seventh)).contains('\r');
    assertThat(Files.getLastModifiedTime(seventh).toInstant())
        .isEqualTo(Trees.RECEIVED.plusSeconds(7));
    assertThat(saved)
        .containsExactly(
            new SavedFile(
                new Reference("INBOX", UIDVALIDITY, 3),
                null,
                null,
                "message/rfc822",
                Trees.text(3).length(),
                root.resolve("cur").resolve(name(3, "DRT"))),
            new SavedFile(
                new Reference("INBOX", UIDVALIDITY, 7),
                null,
                null,
                "message/rfc822",
                Trees.text(7).length(),
                seventh));
  }

  @Test
  void nobodyElseCanReadIt() throws Exception {
    run(Trees.message("INBOX", 1));

    try (Stream<Path> all = Files.walk(root)) {
      assertThat(all)
          .allSatisfy(
              path ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                      .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
    }
  }

  @Test
  void theNextRunHoldsWhatWasCommitted() throws Exception {
    run(Trees.message("INBOX", 1), Trees.message("INBOX", 2));

    try (MessageArchive archive = open();
        ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
      assertThat(folder.held()).isEqualTo(2);
      assertThat(folder.holds(2)).isTrue();
      assertThat(folder.holds(3)).isFalse();
      folder.add(Trees.saying("INBOX", 2, "other octets"));
      assertThat(folder.commit()).isEmpty();
    }
    assertThat(file(2)).hasContent(Trees.text(2));
  }

  @Test
  void whatWasNotCommittedIsRemoved() throws Exception {
    try (MessageArchive archive = open();
        ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
      folder.add(Trees.message("INBOX", 1));
      assertThat(folder.holds(1)).isFalse();
      assertThat(files("cur")).isEmpty();
      assertThat(files("tmp")).hasSize(1);
    }
    assertThat(files("tmp")).isEmpty();
    assertThat(files("cur")).isEmpty();
  }

  @Test
  void aMessageOfAnotherSizeThanWasSaidIsRefused() throws Exception {
    DownloadedMessage message = Trees.message("INBOX", 1);
    DownloadedMessage other =
        new DownloadedMessage(
            message.reference(), null, List.of(), null, message.size() + 1, message.content());
    try (MessageArchive archive = open();
        ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
      assertThatThrownBy(() -> folder.add(other))
          .isInstanceOfSatisfying(MailException.class, e -> assertThat(e.kind()).isEqualTo(Kind.IO))
          .hasMessageContaining("INBOX/1451405933/1 is of " + message.size() + " octets, not of ");
      assertThat(files("tmp")).isEmpty();
      folder.add(message);
      assertThat(folder.commit()).hasSize(1);
    }
  }

  @Test
  void aMessageWithoutATimeIsKept() throws Exception {
    byte[] octets = "x".getBytes(StandardCharsets.US_ASCII);
    run(
        new DownloadedMessage(
            new Reference("INBOX", UIDVALIDITY, 1),
            null,
            List.of(),
            null,
            1,
            out -> out.write(octets)));

    assertThat(files("cur")).containsExactly("0." + UIDVALIDITY + "_1.icloud-mail,S=1:2,");
  }

  @Test
  void foldersLieSideBySide() throws Exception {
    try (MessageArchive archive = open()) {
      for (String name : List.of("Sent Messages", "A/B.c/ü&", "inbox/x", "a/b.C/ü&", "x\0y:")) {
        try (ArchiveFolder folder = archive.folder(name, UIDVALIDITY)) {
          folder.add(Trees.message(name, 1));
          folder.commit();
        }
      }
    }
    assertThat(files(""))
        .containsExactlyInAnyOrder(
            ".icloud-mail.lock",
            ".Sent Messages",
            ".A.B_c.&APw-&-",
            ".inbox.x",
            ".a.b_C.&APw-&- (2)",
            ".x&AAA-y_");
    assertThat(files(".Sent Messages"))
        .containsExactlyInAnyOrder("cur", "new", "tmp", "maildirfolder", ".icloud-mail");
    try (MessageArchive archive = open();
        ArchiveFolder second = archive.folder("a/b.C/ü&", UIDVALIDITY)) {
      assertThat(second.path()).isEqualTo(root.resolve(".a.b_C.&APw-&- (2)"));
      assertThat(second.held()).isEqualTo(1);
    }
  }

  @Test
  void aNewGenerationGetsANewPlace() throws Exception {
    run(Trees.message("INBOX", 1));
    Map<String, String> before = Trees.of(root);
    try (MessageArchive archive = open();
        ArchiveFolder folder = archive.folder("INBOX", 5)) {
      assertThat(folder.path()).isEqualTo(root.resolve(".INBOX-5"));
      assertThat(folder.held()).isZero();
    }
    assertThat(Trees.of(root)).containsAllEntriesOf(withoutRoot(before)).containsKey(".INBOX-5");
    try (KeptArchive archive = Archives.read(root, ArchiveFormat.MAILDIR)) {
      assertThat(archive.known())
          .extracting(each -> each.name() + " " + each.uidValidity() + " " + each.held())
          .containsExactly("INBOX 5 0", "INBOX 1451405933 1");
    }
  }

  private static Map<String, String> withoutRoot(Map<String, String> tree) {
    tree.remove("");
    return tree;
  }

  @Test
  void flagsFollowTheServersAndTheUsersOwnStay() throws Exception {
    run(
        Trees.message("INBOX", 1, "\\Seen"),
        Trees.message("INBOX", 2),
        Trees.message("INBOX", 3),
        Trees.message("INBOX", 4),
        Trees.message("INBOX", 5));
    Files.move(file(2), root.resolve("cur").resolve(name(2, "Fab")));
    Files.move(file(3), root.resolve("new").resolve(name(3, "").replace(":2,", "")));
    Files.delete(file(4));
    Files.move(file(5), root.resolve("cur").resolve(name(5, "S").replace(":", ",U=9:")));
    try (MessageArchive archive = open();
        ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
      assertThat(
              folder.reflag(
                  Map.of(
                      1L, List.of("\\Seen", "\\Recent"),
                      2L, List.of("\\Seen"),
                      3L, List.of("\\Answered"),
                      4L, List.of("\\Seen"),
                      5L, List.of(),
                      6L, List.of("\\Seen"))))
          .isEqualTo(3);
      assertThat(folder.reflag(Map.of(2L, List.of("\\Seen"), 3L, List.of("\\Answered")))).isZero();
    }
    assertThat(files("cur"))
        .containsExactlyInAnyOrder(
            name(1, "S"), name(2, "Sab"), name(3, "R"), name(5, "").replace(":", ",U=9:"));
    assertThat(files("new")).isEmpty();
  }

  @Test
  void twoRunsDoNotWriteAtOnce() throws Exception {
    try (MessageArchive archive = open()) {
      assertThat(archive.folder("INBOX", UIDVALIDITY).held()).isZero();
      assertThatThrownBy(this::open)
          .isInstanceOfSatisfying(
              MailException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TEMPORARY))
          .hasMessage("another run is writing to " + root);
      assertThatThrownBy(() -> Archives.read(root, ArchiveFormat.MAILDIR))
          .isInstanceOfSatisfying(
              MailException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TEMPORARY));
    }
    open().close();
  }

  @Test
  void mailThatIsOfNoBackupIsNotTouched() throws Exception {
    for (String place : List.of("cur", "new")) {
      Files.createDirectories(root.resolve(place));
      Path mail = Files.writeString(root.resolve(place).resolve("1.x.host:2,S"), "x");
      assertThatThrownBy(this::open)
          .isInstanceOfSatisfying(
              MailException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(Kind.CANNOT_CREATE);
                assertThat(e.hint()).isEqualTo("Choose an empty directory.");
              })
          .hasMessage(root + " holds mail that is not of a backup");
      Files.delete(mail);
    }
    Files.createDirectories(root.resolve(".Work/cur"));
    Files.writeString(root.resolve(".Work/cur/1.x.host:2,S"), "x");
    assertThatThrownBy(this::open).hasMessage(root + " holds mail that is not of a backup");
    Files.delete(root.resolve(".Work/cur/1.x.host:2,S"));
    try (MessageArchive archive = open()) {
      archive.folder("INBOX", 1).close();
      Files.writeString(root.resolve(".Work/cur/1.x.host:2,S"), "x");
      assertThatThrownBy(() -> archive.folder("Work", 1))
          .hasMessage(root.resolve(".Work") + " holds mail that is not of a backup");
    }
  }

  @Test
  void aFileIsNoDirectory() throws Exception {
    Files.writeString(root, "");

    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANNOT_CREATE))
        .hasMessage(root + " is no directory");
  }

  @Test
  void anotherFormatIsRefused() throws Exception {
    run(Trees.message("INBOX", 1));

    for (ArchiveFormat format : List.of(ArchiveFormat.EML, ArchiveFormat.MBOX)) {
      assertThatThrownBy(() -> Archives.open(root, format, true))
          .isInstanceOfSatisfying(
              MailException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANNOT_CREATE))
          .hasMessage(root + " holds a backup as maildir, not as " + format.word());
    }
  }

  @Test
  void aNewerStateIsRefusedAndLeft() throws Exception {
    run(Trees.message("INBOX", 1));
    Path state = root.resolve(".icloud-mail");
    Files.writeString(state, "icloud-mail-archive 2 of another form\n");

    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANNOT_CREATE))
        .hasMessage(
            "cannot go on with the state " + state + ": it is of version 2, and 1 is known");
    assertThat(state).hasContent("icloud-mail-archive 2 of another form\n");
  }

  @Test
  void aStateIsAsItStandsHere() throws Exception {
    run(Trees.saying("INBOX", 3, "a"), Trees.saying("INBOX", 1, "123456789"));

    assertThat(root.resolve(".icloud-mail"))
        .content()
        .matches(
            "icloud-mail-archive 1 maildir 1451405933 INBOX [0-9a-f]{8}\n"
                + "1 \\d+ [0-9a-f]{8} 1795420808 [0-9a-f]{8}\n"
                + "3 \\d+ [0-9a-f]{8} 1795420810 [0-9a-f]{8}\n");
  }

  @Test
  void theStateIsSortedHoweverItWasAddedTo() throws Exception {
    run(Trees.message("INBOX", 5), Trees.message("INBOX", 9));
    String one;
    try (MessageArchive archive = open();
        ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
      folder.add(Trees.message("INBOX", 7));
      folder.commit();
      folder.add(Trees.message("INBOX", 2));
      folder.commit();
      one = Files.readString(root.resolve(".icloud-mail"));
    }
    String sorted = Files.readString(root.resolve(".icloud-mail"));
    assertThat(uids(one)).containsExactly("5", "9", "7", "2");
    assertThat(uids(sorted)).containsExactly("2", "5", "7", "9");
  }

  private static List<String> uids(String state) {
    return state.lines().skip(1).map(line -> line.substring(0, line.indexOf(' '))).toList();
  }

  @Test
  void aTornStateLosesNothing() throws Exception {
    run(Trees.message("INBOX", 1), Trees.message("INBOX", 2), Trees.message("INBOX", 3));
    Map<String, String> whole = Trees.of(root);
    Path state = root.resolve(".icloud-mail");
    byte[] octets = Files.readAllBytes(state);
    int header = Files.readString(state).indexOf('\n') + 1;
    for (int length = octets.length - 1; length >= header; length--) {
      Files.write(state, Arrays.copyOf(octets, length));
      run();
      assertThat(Trees.of(root)).as("cut at %s", length).isEqualTo(whole);
    }
    for (int at = header; at < octets.length; at++) {
      byte[] flipped = octets.clone();
      flipped[at] ^= 1;
      Files.write(state, flipped);
      run();
      assertThat(Trees.of(root)).as("flipped at %s", at).isEqualTo(whole);
    }
  }

  @Test
  void aMessageIsFetchedAgainWhenItIsForgotten() throws Exception {
    run(Trees.message("INBOX", 1, "\\Seen"), Trees.message("INBOX", 2), Trees.message("INBOX", 3));
    Map<String, String> whole = Trees.of(root);
    Files.writeString(file(1), "damaged");
    Files.delete(file(2));
    try (MessageArchive archive = open();
        ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
      for (long uid = 1; uid <= 4; uid++) {
        folder.forget(uid);
      }
      assertThat(folder.held()).isZero();
      folder.add(Trees.message("INBOX", 1));
      folder.add(Trees.message("INBOX", 2));
      assertThat(file(1)).hasContent("damaged");
      assertThat(folder.commit()).hasSize(2);
      assertThat(folder.held()).isEqualTo(2);
    }
    assertThat(Trees.of(root)).isEqualTo(whole);
  }

  /** It may be the only copy: the server may have deleted the message meanwhile. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatAnotherProgramHasChangedIsPutAsideAndNeverDeleted(boolean incremental) throws Exception {
    keepTwo(incremental);
    Files.writeString(root.resolve("cur").resolve(name(1, "")), "my note");
    Files.deleteIfExists(root.resolve(".icloud-mail"));

    keepTwo(incremental);

    assertThat(root.resolve("cur/changed." + name(1, ""))).hasContent("my note");
    assertThat(files("cur"))
        .containsExactlyInAnyOrder("changed." + name(1, ""), name(1, ""), name(2, ""));
  }

  private void keepTwo(boolean incremental) throws Exception {
    try (MessageArchive archive = Archives.open(root, ArchiveFormat.MAILDIR, incremental);
        ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
      folder.add(Trees.message("INBOX", 1));
      folder.add(Trees.message("INBOX", 2));
      folder.commit();
    }
  }

  @Test
  void whatNoStateHasNotedIsToldToBeAdopted() throws Exception {
    keepTwo(true);
    Files.delete(root.resolve(".icloud-mail"));

    try (MessageArchive archive = open();
        ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
      assertThat(folder.adopted()).containsExactlyInAnyOrder(1L, 2L);
    }
    try (MessageArchive archive = open();
        ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
      assertThat(folder.adopted()).isEmpty();
    }
  }

  @Test
  void anExportWithoutAStateAddsToWhatIsThere() throws Exception {
    Files.createDirectories(root.resolve("cur"));
    Files.writeString(root.resolve("cur/1.x.host:2,S"), "x");
    for (int run = 0; run < 2; run++) {
      try (MessageArchive archive = Archives.open(root, ArchiveFormat.MAILDIR, false);
          ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
        assertThat(folder.holds(1)).isEqualTo(run > 0);
        folder.add(Trees.message("INBOX", 1, "\\Seen"));
        assertThat(folder.commit()).hasSize(1 - run);
      }
    }
    assertThat(files("")).containsExactlyInAnyOrder("cur", "new", "tmp", ".icloud-mail.lock");
    assertThat(files("cur")).containsExactlyInAnyOrder("1.x.host:2,S", name(1, "S"));
  }

  @Test
  void oneBatchIsFilledWhileAnotherIsCommitted() throws Exception {
    try (MessageArchive archive = open();
        ArchiveFolder folder = archive.folder("INBOX", UIDVALIDITY)) {
      List<Thread> threads = new ArrayList<>();
      for (int thread = 0; thread < 2; thread++) {
        int first = thread + 1;
        threads.add(new Thread(() -> fill(folder, first)));
      }
      threads.forEach(Thread::start);
      int saved = 0;
      while (threads.stream().anyMatch(Thread::isAlive)) {
        saved += folder.commit().size();
      }
      saved += folder.commit().size();
      assertThat(saved).isEqualTo(400);
      assertThat(folder.held()).isEqualTo(400);
    }
    assertThat(files("cur")).hasSize(400);
    assertThat(uids(Files.readString(root.resolve(".icloud-mail")))).hasSize(400);
  }

  private static void fill(ArchiveFolder folder, int first) {
    try {
      for (int uid = first; uid <= 400; uid += 2) {
        folder.add(Trees.message("INBOX", uid));
      }
    } catch (MailException e) {
      throw new AssertionError(e);
    }
  }
}
