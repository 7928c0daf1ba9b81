package icloudmail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.Schema;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code fetch --as maildir|eml|mbox}: mail is kept, once and again. */
class ExportTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-01T10:00:00Z");
  private static final String BASE = RECEIVED.getEpochSecond() + ".1451405933_";

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();
  private Path mail;

  @BeforeEach
  void choosePlace() {
    mail = directory.resolve("mail");
  }

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun run(String... arguments) {
    return icloud.setting(directory).run(arguments);
  }

  private CliRun backup(String... more) {
    Stream<String> words = Stream.of("fetch", "--as", "maildir", "--new", "-o", mail.toString());
    List<String> query = more.length == 0 ? List.of("in:inbox") : List.of(more);
    return run(Stream.concat(words, query.stream()).toArray(String[]::new));
  }

  private CliRun backsUp(String... more) {
    CliRun run = backup(more);
    assertThat(run.exitCode()).as(run.toString()).isZero();
    return run;
  }

  private static String message(String subject) {
    return Mails.plain("Ada <ada@example.com>", subject, "Text of " + subject + ".");
  }

  private long deliver(String folder, String subject, String... flags) {
    return icloud.mailboxes().deliver(folder, message(subject).getBytes(UTF_8), RECEIVED, flags);
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(Path directory) {
    return files(directory).stream().map(file -> file.getFileName().toString()).toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> kept(String folder) {
    return files(mail.resolve(folder).resolve("cur")).stream().map(ExportTest::text).toList();
  }

  private List<String> downloads() {
    return icloud.imap().commands().stream().filter(line -> line.contains("BODY.PEEK[]")).toList();
  }

  @Test
  void everyMessageIsKeptByteForByteWithItsFlagsAndItsTimeOfArrival() throws IOException {
    deliver("INBOX", "one");
    deliver("INBOX", "two", "\\Seen", "\\Flagged");

    CliRun run = backsUp();

    int size = icloud.messages("INBOX").get(0).length();
    assertThat(names(mail.resolve("cur")))
        .containsExactly(
            BASE + "2272.icloud-mail,S=" + size + ":2,",
            BASE + "2273.icloud-mail,S=" + size + ":2,FS");
    assertThat(kept("")).isEqualTo(icloud.messages("INBOX"));
    assertThat(files(mail.resolve("cur")))
        .allSatisfy(
            file -> assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(RECEIVED));
    assertThat(names(mail)).contains("cur", "new", "tmp");
    assertThat(files(mail.resolve("tmp"))).isEmpty();
    assertThat(run.out()).isEqualTo("INBOX\t1451405933\t2\t" + 2 * size + "\t0\t2\t" + mail + "\n");
    assertThat(run.err()).matches("2 new messages, \\d+ B, in 1 folder and 0\\.0 s \\(.*/s\\)\n");
  }

  @Test
  void aLaterRunAddsOnlyWhatIsNewAndNeverDeletes() {
    long first = deliver("INBOX", "one");
    deliver("INBOX", "two");
    backsUp();
    icloud.mailboxes().expunge("INBOX", first);
    deliver("INBOX", "three");

    CliRun second = backsUp();
    CliRun third = backsUp();

    assertThat(kept("")).hasSize(3);
    assertThat(downloads()).hasSize(2).last().asString().startsWith("UID FETCH 2274 (");
    assertThat(second.err()).startsWith("1 new message, ");
    assertThat(third.out()).isEmpty();
    assertThat(third.err()).isEqualTo("nothing new, in 1 folder and 0.0 s\n");
  }

  @Test
  void flagsAreBroughtUpToDate() {
    deliver("INBOX", "one");
    backsUp();
    run("mark", "2272", "--read", "--flag");

    CliRun run = backsUp();

    assertThat(names(mail.resolve("cur"))).singleElement().asString().endsWith(":2,FS");
    assertThat(run.err()).isEqualTo("1 with other flags, in 1 folder and 0.0 s\n");
    assertThat(downloads()).hasSize(1);
  }

  @Test
  void theWholeAccountGoesIntoOneFolderEach() {
    icloud.mailboxes().create("Projekte/Größe v1.0");
    deliver("INBOX", "in the inbox");
    deliver("Sent Messages", "sent", "\\Seen");
    deliver("Projekte/Größe v1.0", "deep");
    deliver("Junk", "junk");

    backsUp("in:any");

    assertThat(kept("")).singleElement().asString().contains("in the inbox");
    assertThat(kept(".Sent Messages")).singleElement().asString().contains("sent");
    assertThat(kept(".Projekte.Gr&APYA3w-e v1_0")).singleElement().asString().contains("deep");
    assertThat(mail.resolve(".Junk")).doesNotExist();
  }

  @Test
  void aRenumberedFolderBeginsAnewBesideTheOldOne() {
    deliver("INBOX", "one");
    backsUp();
    icloud.mailboxes().renumber("INBOX");
    deliver("INBOX", "two");

    backsUp();
    backsUp();

    assertThat(kept("")).hasSize(1);
    assertThat(kept(".INBOX-1451406933")).hasSize(2);
  }

  @Test
  void aQueryKeepsWhatItMeans() {
    deliver("INBOX", "one");
    deliver("INBOX", "two", "\\Flagged");

    backsUp("is:flagged");

    assertThat(kept("")).singleElement().asString().contains("Subject: two");
  }

  @Test
  void seenMarksWhatIsKept() {
    long uid = deliver("INBOX", "one");

    CliRun run = backsUp("in:inbox", "--seen");

    assertThat(run.err()).startsWith("1 new message, ");
    assertThat(icloud.mailboxes().flags("INBOX", uid)).contains("\\Seen");
  }

  @Test
  void seenIsKeptInTheNameToo() {
    deliver("INBOX", "one", "\\Flagged");

    CliRun run = backsUp("in:inbox", "is:unread", "--seen");

    assertThat(names(mail.resolve("cur"))).singleElement().asString().endsWith(":2,FS");
    assertThat(run.err()).startsWith("1 new message, ").doesNotContain("other flags");
  }

  /** A run may have been killed between keeping and marking. */
  @ParameterizedTest
  @ValueSource(strings = {"maildir", "eml", "mbox"})
  void seenMarksWhatWasKeptBeforeToo(String format) {
    String[] words = {"fetch", "in:inbox", "--as", format, "--new", "-o", mail.toString()};
    long uid = deliver("INBOX", "one");
    run(words);

    CliRun run = run(Stream.concat(Stream.of(words), Stream.of("--seen")).toArray(String[]::new));

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(icloud.mailboxes().flags("INBOX", uid)).contains("\\Seen");
  }

  @Test
  void manyAreMarkedInSeveralCommands() {
    for (int i = 0; i < 600; i++) {
      deliver("INBOX", "message " + i);
    }

    backsUp("in:inbox", "--seen");

    assertThat(icloud.imap().commands().stream().filter(line -> line.startsWith("UID STORE")))
        .hasSize(2)
        .allMatch(line -> line.length() < 4000);
  }

  @Test
  void whereNothingIsKnownNothingIsSaidToBeNew() {
    icloud.faults().on("CONNECT").always().close();

    CliRun run = backup();

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    assertThat(run.err()).startsWith("icloud-mail: ").doesNotContain("nothing new");
  }

  @Test
  void aFolderThatIsNotThereLeavesNoDirectory() {
    CliRun run = backup("in:Nowhere");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(64);
    assertThat(mail).doesNotExist();
  }

  @Test
  void anMboxThatIsNotWholeDoesNotStay() {
    for (int i = 0; i < 600; i++) {
      deliver("INBOX", "message " + i);
    }
    icloud.faults().on("UID FETCH").holding("BODY.PEEK[]").after(1).always().unavailable();
    String[] words = {"fetch", "in:inbox", "--as", "mbox", "-o", mail + ".mbox"};

    CliRun cut = run(words);
    assertThat(cut.exitCode()).as(cut.toString()).isEqualTo(75);
    assertThat(names(directory)).noneMatch(name -> name.contains("mbox"));

    icloud.faults().clear();
    assertThat(run(words).exitCode()).isZero();
    assertThat(Path.of(mail + ".mbox")).isNotEmptyFile();
  }

  @Test
  void anMboxInADirectoryThatIsNotThereIsNotGuessed() {
    CliRun run = run("fetch", "in:inbox", "--as", "mbox", "-o", mail + "/");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(73);
    assertThat(run.err()).contains(mail + "/ is not there");
    assertThat(mail).doesNotExist();
  }

  @Test
  void nothingIsMarkedAsRead() {
    long uid = deliver("INBOX", "one");
    backsUp();

    assertThat(icloud.mailboxes().flags("INBOX", uid)).isEmpty();
  }

  @Test
  void aNamedMessageThatIsNotThereIsToldThoughTheOthersAreKept() {
    deliver("INBOX", "one");

    CliRun run = backup("2272", "or", "2999");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.err()).contains("INBOX has no message with UID 2999");
    assertThat(kept("")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"maildir", "eml", "mbox"})
  void aNamedMessageThatIsHeldAlreadyIsThere(String format) {
    deliver("INBOX", "one");
    String[] words = {"fetch", "2272", "--as", format, "--new", "-o", mail.toString()};
    run(words);

    CliRun again = run(words);

    assertThat(again.exitCode()).as(again.toString()).isZero();
    assertThat(again.err()).isEqualTo("nothing new, in 1 folder and 0.0 s\n");
  }

  @Test
  void anEmptyFolderIsBackedUpWithoutAComplaint() {
    CliRun run = backsUp();

    assertThat(run.err()).isEqualTo("nothing new, in 1 folder and 0.0 s\n");
    assertThat(kept("")).isEmpty();
  }

  @Test
  void busyServersAreAskedAgainAndNothingIsFetchedTwice() {
    deliver("INBOX", "one");
    deliver("INBOX", "two");
    icloud.faults().on("UID FETCH").holding("BODY.PEEK[]").times(4).unavailable();

    CliRun run = backsUp();

    assertThat(kept("")).isEqualTo(icloud.messages("INBOX"));
    assertThat(run.err()).startsWith("2 new messages, ");
  }

  @Test
  void fiveFailuresWithoutProgressEndItAndWhatCameIsKept() {
    for (int i = 0; i < 600; i++) {
      deliver("INBOX", "message " + i);
    }
    icloud.faults().on("UID FETCH").holding("BODY.PEEK[]").after(1).always().unavailable();

    CliRun run = backup();
    icloud.faults().clear();
    CliRun again = backsUp();

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    assertThat(run.err())
        .contains("500 new messages, ", "icloud-mail: the server is busy (reading");
    assertThat(run.out()).startsWith("INBOX\t1451405933\t500\t");
    assertThat(again.err()).startsWith("100 new messages, ");
    assertThat(kept("")).isEqualTo(icloud.messages("INBOX"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 300, 900, 2000})
  void aConnectionCutWithinAMessageLeavesNoTornOneAndIsTakenUpAgain(int octets) {
    deliver("INBOX", "one");
    deliver("INBOX", "two");
    deliver("INBOX", "three");
    icloud.faults().on("UID FETCH").holding("BODY.PEEK[]").times(3).cutAfter(octets);

    backsUp();

    assertThat(kept("")).isEqualTo(icloud.messages("INBOX"));
    assertThat(files(mail.resolve("tmp"))).isEmpty();
  }

  @Test
  void whatTheServerLeavesOutIsAskedForByItself() {
    deliver("INBOX", "one");
    deliver("INBOX", "two");
    deliver("INBOX", "three");
    icloud.faults().on("UID FETCH").holding("BODY.PEEK[]").omit(2273);
    icloud.faults().on("UID FETCH").holding("FLAGS RFC822.SIZE").omit(2274);

    backsUp();

    assertThat(kept("")).isEqualTo(icloud.messages("INBOX"));
  }

  @Test
  void oneThatTheServerHoldsBackIsReportedAndKeepsNoOtherBack() {
    deliver("INBOX", "one");
    deliver("INBOX", "two");
    deliver("INBOX", "three");
    icloud.faults().on("UID FETCH").holding("BODY.PEEK[]").always().omit(2273);

    CliRun run = backup();
    icloud.faults().clear();
    backsUp();

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.err()).contains("2 new messages, ", "INBOX/1451405933/2273");
    assertThat(kept("")).hasSize(3);
  }

  @Test
  void moreThanSomeMegabytesComeOverTwoConnectionsAndLargeOnesInPieces() {
    for (int i = 0; i < 10; i++) {
      icloud.deliver(
          Mails.plain("a@example.com", "big " + i, "0123456789abcdef\n".repeat(150_000)));
    }
    icloud.deliver(Mails.plain("a@example.com", "huge", "0123456789abcdef\n".repeat(400_000)));

    backsUp();

    assertThat(icloud.imap().connections()).isEqualTo(2);
    assertThat(kept("")).containsExactlyInAnyOrderElementsOf(icloud.messages("INBOX"));
  }

  @Test
  void aServerThatGrantsNoSecondConnectionTakesNothingAway() {
    for (int i = 0; i < 10; i++) {
      icloud.deliver(
          Mails.plain("a@example.com", "big " + i, "0123456789abcdef\n".repeat(150_000)));
    }
    icloud.faults().on("CONNECT").after(1).always().close();

    backsUp();

    assertThat(kept("")).hasSize(10);
  }

  @Test
  void scriptsGetEachMessageAndFolderAsAnEvent() {
    deliver("INBOX", "one");

    CliRun lines = backsUp("in:inbox", "--jsonl");
    CliRun document = backsUp("in:inbox", "--json");

    List<String> events = lines.out().lines().toList();
    assertThat(events)
        .hasSize(3)
        .allSatisfy(
            line -> assertThat(Schema.problems("export-event", Schema.parse(line))).isEmpty());
    assertThat(events.get(0))
        .contains("\"event\":\"message\"", "\"ref\":\"INBOX/1451405933/2272\"");
    assertThat(events.get(1)).contains("\"event\":\"folder\"", "\"added\":1", "\"held\":1");
    assertThat(events.get(2)).contains("\"event\":\"summary\"", "\"added\":1");
    assertThat(lines.err()).isEmpty();
    assertThat(Schema.parse(document.out())).hasSize(1);
    assertThat(Schema.problems("export-event", Schema.parse(document.out()).get(0))).isEmpty();
  }

  @Test
  void quietIsQuiet() {
    deliver("INBOX", "one");

    CliRun run = backsUp("in:inbox", "-q");

    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEmpty();
    assertThat(kept("")).hasSize(1);
  }

  @Test
  void wrongUsageIsToldBeforeAnythingIsDone() {
    CliRun form = run("fetch", "in:inbox", "--new");
    CliRun place = run("fetch", "in:inbox", "--as", "mbox");
    CliRun verify = run("fetch", "in:inbox", "--as", "text", "--verify");

    assertThat(List.of(form.exitCode(), place.exitCode(), verify.exitCode())).containsOnly(64);
    assertThat(form.err()).contains("--new is for --as eml, maildir or mbox");
    assertThat(place.err()).contains("an archive needs a place: -o FILE|DIR");
    assertThat(verify.err()).contains("--verify is for --as eml, maildir or mbox");
    assertThat(icloud.imap().connections()).isZero();
  }

  @Test
  void aPlaceThatCannotBeOneIsToldBeforeAnythingIsFetched() throws IOException {
    deliver("INBOX", "one");
    Files.writeString(mail, "a file");

    CliRun run = backup();

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(73);
    assertThat(run.out()).isEmpty();
    assertThat(icloud.imap().connections()).isZero();
    assertThat(mail).hasContent("a file");
  }
}
