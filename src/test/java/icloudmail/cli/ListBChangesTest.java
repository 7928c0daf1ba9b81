package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.Schema;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** List B of icloud-facts, 10: nothing lost, nothing doubled, wherever a move breaks. */
class ListBChangesTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @BeforeEach
  void deliver() {
    for (String subject : List.of("one", "two", "three")) {
      icloud.deliver(Mails.plain("a@example.com", subject, subject));
    }
    // another client has marked it, and nobody has asked for its removal
    icloud.deliver(Mails.plain("b@example.com", "kept", "kept"));
    icloud.mailboxes().setDeleted("INBOX", 2275);
  }

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun move() {
    return icloud.setting(directory).run("move", "from:a@example.com", "archive", "--json");
  }

  private void allMoved(CliRun run) {
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(Schema.parse(run.out()))
        .hasSize(3)
        .allSatisfy(item -> assertThat(item.get("status").textValue()).isEqualTo("moved"));
    eachIsInOnePlace();
    assertThat(icloud.mailboxes().uids("Archive")).hasSize(3);
  }

  /** Nothing is lost, nothing doubled, and what nobody meant is untouched. */
  private void eachIsInOnePlace() {
    for (String subject : List.of("one", "two", "three")) {
      long places =
          List.of("INBOX", "Archive").stream()
              .flatMap(folder -> icloud.messages(folder).stream())
              .filter(message -> message.contains("Subject: " + subject + "\r\n"))
              .count();
      assertThat(places).as(subject).isEqualTo(1);
    }
    untouched();
  }

  private void untouched() {
    assertThat(icloud.mailboxes().uids("INBOX")).contains(2275L);
    assertThat(icloud.imap().commands())
        .noneMatch(line -> line.equals("EXPUNGE") || line.equals("CLOSE"));
  }

  @Test
  void b10_moveIsTriedThoughItIsNotAdvertised() {
    allMoved(move());

    assertThat(icloud.imap().commands()).contains("UID MOVE 2272:2274 Archive");
  }

  @Test
  void b10_withoutMoveItIsCopyStoreAndExpungeOfExactlyThese() {
    icloud.imap().refuseMove(true);

    CliRun run = move();

    allMoved(run);
    assertThat(icloud.imap().commands())
        .containsSubsequence(
            "UID MOVE 2272:2274 Archive",
            "UID COPY 2272:2274 Archive",
            "UID STORE 2272:2274 +FLAGS.SILENT (\\Deleted)",
            "UID EXPUNGE 2272:2274");
    assertThat(Schema.parse(run.out()))
        .allSatisfy(item -> assertThat(item.get("ref").textValue()).startsWith("Archive/"));
  }

  @ParameterizedTest
  @CsvSource({
    "UID MOVE, close",
    "UID MOVE, reset",
    "UID MOVE, bye",
    "UID MOVE, unanswered",
    "UID MOVE, busy",
    "UID COPY, close",
    "UID COPY, reset",
    "UID COPY, bye",
    "UID COPY, unanswered",
    "UID COPY, busy",
    "UID STORE, close",
    "UID STORE, unanswered",
    "UID STORE, busy",
    "UID EXPUNGE, close",
    "UID EXPUNGE, unanswered",
    "UID EXPUNGE, busy",
  })
  void b10_aBreakInTheMiddleIsMended(String command, String fault) {
    icloud.imap().refuseMove(!command.equals("UID MOVE"));
    var rule = icloud.faults().on(command);
    switch (fault) {
      case "close" -> rule.close();
      case "reset" -> rule.reset();
      case "bye" -> rule.bye();
      case "unanswered" -> rule.unanswered();
      default -> rule.no("[UNAVAILABLE] Service temporarily unavailable");
    }

    allMoved(move());
  }

  @ParameterizedTest
  @CsvSource({"UID MOVE, 2", "UID COPY, 2", "UID STORE, 3", "UID EXPUNGE, 3"})
  void b10_severalLostAnswersAreMended(String command, int times) {
    icloud.imap().refuseMove(!command.equals("UID MOVE"));
    icloud.faults().on(command).times(times).unanswered();

    allMoved(move());
  }

  @Test
  void b10_messagesThatLookAlikeAreAllMoved() {
    icloud.deliver(Mails.plain("a@example.com", "one", "one"));
    icloud.deliver(Mails.plain("a@example.com", "one", "one"));
    icloud.imap().refuseMove(true);
    icloud.faults().on("UID COPY").unanswered();

    CliRun run = move();

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(icloud.mailboxes().uids("Archive")).hasSize(5);
    assertThat(icloud.mailboxes().uids("INBOX")).containsExactly(2275L);
  }

  @Test
  void b10_copiedAndNotRemovedIsToldAsJustThat() {
    icloud.imap().refuseMove(true);
    icloud.imap().expungeBusy(true);

    CliRun run = move();

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    JsonNode changes = Schema.parse(run.out());
    assertThat(changes)
        .hasSize(3)
        .allSatisfy(
            item -> {
              assertThat(item.get("status").textValue()).isEqualTo("copied");
              assertThat(item.get("ref").textValue()).startsWith("Archive/");
              assertThat(item.get("oldRef").textValue()).startsWith("INBOX/");
            });
    assertThat(run.err()).contains("3 messages are in Archive now, and still in INBOX");
    assertThat(icloud.mailboxes().uids("INBOX")).hasSize(4);
    untouched();
  }

  @Test
  void b10_whatIsNotMarkedIsNotSaidToBe() {
    icloud.imap().refuseMove(true);
    icloud.faults().on("UID STORE").always().no("[NOPERM] not yours");

    CliRun run = move();

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    assertThat(run.err())
        .contains("3 messages are in Archive now, and still in INBOX.")
        .doesNotContain("Deleted");
  }

  @Test
  void b10_anExpungeWhoseAnswersAreAllLostIsDone() {
    icloud.imap().refuseMove(true);
    icloud.faults().on("UID EXPUNGE").always().unanswered();

    allMoved(move());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UID MOVE", "UID COPY", "STATUS"})
  void b10_whatWasNotTouchedIsToldToo(String command) {
    icloud.imap().refuseMove(!command.equals("UID MOVE"));
    icloud.faults().on(command).always().unavailable();

    CliRun run = move();

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    assertThat(Schema.parse(run.out()))
        .hasSize(3)
        .allSatisfy(
            item -> {
              assertThat(item.get("status").textValue()).isEqualTo("unchanged");
              assertThat(item.get("ref")).isEqualTo(item.get("oldRef"));
            });
    eachIsInOnePlace();
  }

  @Test
  void b10_aRefusedCopyHasChangedNothing() {
    icloud.imap().refuseMove(true);
    icloud.faults().on("UID COPY").always().no("[OVERQUOTA] over quota");

    CliRun run = move();

    assertThat(run.exitCode()).isEqualTo(75);
    assertThat(Schema.parse(run.out()))
        .hasSize(3)
        .allSatisfy(item -> assertThat(item.get("status").textValue()).isEqualTo("unchanged"));
    assertThat(run.err()).contains("over quota");
    assertThat(icloud.mailboxes().uids("INBOX")).hasSize(4);
    assertThat(icloud.mailboxes().uids("Archive")).isEmpty();
  }

  @Test
  void b10_whatNobodyCanKnowIsToldAsUnknown() {
    icloud.faults().on("UID MOVE").unanswered();
    icloud.faults().on("CONNECT").after(1).always().reset();

    CliRun run = move();

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    assertThat(run.out()).contains("\"status\":\"unknown\"").doesNotContain("\"moved\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UID STORE", "UID EXPUNGE"})
  void b10_removalForGoodNamesWhatItRemoves(String command) {
    icloud.faults().on(command).close();

    CliRun run = icloud.setting(directory).run("move", "from:a@example.com", "--forever", "--yes");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out().lines()).hasSize(3).allMatch(row -> row.contains("\tremoved\t"));
    assertThat(icloud.mailboxes().uids("INBOX")).containsExactly(2275L);
    untouched();
  }

  @Test
  void b10_aRemovalWhoseAnswersAreAllLostIsDone() {
    icloud.faults().on("UID EXPUNGE").always().unanswered();

    CliRun run = icloud.setting(directory).run("move", "from:a@example.com", "--forever", "--yes");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out().lines()).hasSize(3).allMatch(row -> row.contains("\tremoved\t"));
  }

  @Test
  void b10_whatCannotBeRemovedIsLeftAsItWas() {
    icloud.imap().expungeBusy(true);

    CliRun run = icloud.setting(directory).run("move", "from:a@example.com", "--forever", "--yes");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    assertThat(run.out().lines()).hasSize(3).allMatch(row -> row.contains("\tunchanged\t"));
    assertThat(icloud.mailboxes().flags("INBOX", 2272)).isEmpty();
    untouched();
  }

  @Test
  void b10_whereCopiesAreHeldBackNothingIsCopiedTwice() {
    icloud.imap().refuseMove(true);
    icloud.faults().on("UID COPY").unanswered();
    icloud.faults().on("UID FETCH").always().omit(3272);

    CliRun run = move();

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.out()).contains("\"status\":\"unknown\"");
    assertThat(icloud.mailboxes().uids("Archive")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UID MOVE", "UID COPY"})
  void b10_whatAnotherClientTookAwayIsNotSaidToBeMoved(String command) {
    icloud.imap().refuseMove(command.equals("UID COPY"));
    icloud.imap().before(command, 1, () -> icloud.mailboxes().expunge("INBOX", 2273));

    CliRun run = move();

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.err()).contains("INBOX has no message with UID 2273");
    assertThat(Schema.parse(run.out()))
        .extracting(item -> item.get("status").textValue())
        .containsExactlyInAnyOrder("moved", "moved", "unknown");
    assertThat(icloud.mailboxes().uids("Archive")).hasSize(2);
    untouched();
  }

  @Test
  void b10_copiesThatTheServerDoesNotTellOfAreFound() {
    icloud.imap().refuseMove(true);
    icloud.imap().concealCopyUid(true);

    allMoved(move());
  }

  @Test
  void b10_copiesThatCannotBeFoundAreNotMadeAgain() {
    icloud.imap().refuseMove(true);
    icloud.imap().concealCopyUid(true);
    icloud
        .imap()
        .before(
            "EXAMINE",
            1,
            () ->
                icloud
                    .mailboxes()
                    .uids("Archive")
                    .forEach(uid -> icloud.mailboxes().expunge("Archive", uid)));

    CliRun run = move();

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(Schema.parse(run.out()))
        .allSatisfy(item -> assertThat(item.get("status").textValue()).isEqualTo("unknown"));
    assertThat(icloud.imap().commands()).filteredOn(line -> line.startsWith("UID COPY")).hasSize(1);
    assertThat(icloud.mailboxes().uids("INBOX")).hasSize(4);
    untouched();
  }

  @Test
  void b10_noFolderIsEverMade() {
    icloud.mailboxes().remove("Archive");

    CliRun run = move();

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.err()).contains("there is no folder 'archive'", "Deleted Messages");
    assertThat(icloud.imap().commands()).noneMatch(line -> line.startsWith("CREATE"));
    assertThat(icloud.mailboxes().uids("INBOX")).hasSize(4);
  }

  @Test
  void b10_whatComesAfterAFailureIsToldAsUnchanged() {
    for (int i = 0; i < 1200; i++) {
      icloud.deliver(Mails.plain("c@example.com", "number " + i, "x"));
    }
    icloud.faults().on("UID MOVE").after(1).always().unavailable();
    CliRun moved = icloud.setting(directory).run("move", "from:c@example.com", "archive");
    icloud.faults().clear();
    icloud.faults().on("UID STORE").after(1).always().unavailable();
    CliRun marked = icloud.setting(directory).run("mark", "from:c@example.com", "--read");

    assertThat(moved.exitCode()).isEqualTo(75);
    assertThat(moved.out().lines().filter(row -> row.contains("\tmoved\t"))).hasSize(500);
    assertThat(moved.out().lines().filter(row -> row.contains("\tunchanged\t"))).hasSize(700);
    assertThat(marked.exitCode()).isEqualTo(75);
    assertThat(marked.out().lines().filter(row -> row.contains("\tmarked\t"))).hasSize(500);
    assertThat(marked.out().lines().filter(row -> row.contains("\tunknown\t"))).hasSize(200);
  }

  @Test
  void b10_manyAreMovedInBoundedCommands() {
    for (int i = 0; i < 1200; i++) {
      icloud.deliver(Mails.plain("a@example.com", "number " + i, "x"));
      // leaves a gap in the UIDs
      icloud.deliver(Mails.plain("b@example.com", "between " + i, "x"));
    }
    icloud.faults().on("UID MOVE").after(1).unanswered();

    CliRun run = icloud.setting(directory).run("move", "from:a@example.com", "archive");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines()).hasSize(1203).allMatch(row -> row.contains("\tmoved\t"));
    assertThat(icloud.mailboxes().uids("Archive")).hasSize(1203);
    assertThat(icloud.imap().commands()).allMatch(line -> line.length() < 8000);
    untouched();
  }
}
