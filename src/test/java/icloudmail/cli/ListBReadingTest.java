package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.icloud.AccountProfile;
import icloudmail.testkit.icloud.ICloud;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** List B of icloud-facts, 4 to 7, 11 and 12: what is read from Apple's servers. */
class ListBReadingTest {
  private static final String TEXT = "The quick brown fox.\n".repeat(100);

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun run(String... arguments) {
    return icloud.setting(directory).run(arguments);
  }

  private CliRun well(String... arguments) {
    CliRun run = run(arguments);
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).as(run.toString()).isEmpty();
    return run;
  }

  private List<String> subjects(CliRun run) {
    return run.out().lines().map(row -> row.split("\t", -1)[3]).toList();
  }

  private long deliver(String subject, String received) {
    byte[] message =
        Mails.plain("Ada <ada@example.com>", subject, TEXT).getBytes(StandardCharsets.UTF_8);
    return icloud.mailboxes().deliver("INBOX", message, Instant.parse(received));
  }

  private void deliverThree() {
    deliver("one", "2026-11-01T10:00:00Z");
    deliver("two", "2026-11-02T10:00:00Z");
    deliver("three", "2026-11-03T10:00:00Z");
  }

  private long count(String command) {
    return icloud.imap().commands().stream().filter(line -> line.startsWith(command)).count();
  }

  @Test
  void b04_foldersThatCannotBeOpenedAreSkippedWithANote() {
    deliverThree();
    icloud.mailboxes().ghost("Notes/Recipes");

    CliRun any = run("list", "in:any");
    CliRun folders = run("folders");
    CliRun itself = run("list", "in:Notes/Recipes");

    assertThat(any.exitCode()).as(any.toString()).isZero();
    assertThat(subjects(any)).containsExactly("three", "two", "one");
    assertThat(any.err())
        .isEqualTo(
            "icloud-mail: warning: skipped 'Notes/Recipes': the server lists it but cannot open"
                + " it\n");
    assertThat(folders.exitCode()).isZero();
    assertThat(folders.out()).contains("Notes/Recipes\t\t\t\n", "INBOX\tinbox\t3\t3\n");
    assertThat(itself.exitCode()).isEqualTo(76);
    assertThat(itself.err()).contains("lists the folder 'Notes/Recipes' but cannot open it");
  }

  @Test
  void b04_foldersAreListedAsAppleUnderstandsIt() {
    well("folders");
    well("list", "in:trash");

    assertThat(icloud.imap().commands())
        .filteredOn(line -> line.contains("LIST") || line.contains("LSUB"))
        .isNotEmpty()
        .allMatch(line -> line.matches("LIST \"\" \"?\\*\"?"));
  }

  @Test
  void b05_aListAsksForNoEnvelopeAndNoSort() {
    deliverThree();
    well("list", "--sort", "from", "subject:e");

    assertThat(icloud.imap().commands())
        .noneMatch(line -> line.contains("ENVELOPE") || line.contains("SORT"))
        .anyMatch(line -> line.contains("BODY.PEEK[HEADER.FIELDS ("));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void b05_aMessageThatBreaksEnvelopeIsListed(boolean omits) {
    deliverThree();
    icloud.imap().omitRowsWithOddMessageId(omits);
    icloud.deliver(
        Mails.plain("Ada <ada@example.com>", "odd", "x")
            .replaceFirst("Message-ID: .*", "Message-ID: <a\"b\"c@mp-be012>"));

    assertThat(subjects(well("list"))).contains("odd").hasSize(4);
    assertThat(well("list", "subject:odd", "--jsonl").out()).contains("<a\\\"b\\\"c@mp-be012>");
  }

  @Test
  void b05_whatIsLeftOutIsAskedForAgain() {
    deliverThree();
    icloud.faults().on("FETCH").omit(2273);
    icloud.faults().on("UID FETCH").omit(2273);

    assertThat(subjects(well("list"))).containsExactly("three", "two", "one");
    assertThat(subjects(well("list", "subject:o"))).containsExactly("two", "one");
    assertThat(count("FETCH ")).isEqualTo(1);
    assertThat(icloud.imap().commands()).anyMatch(line -> line.startsWith("UID FETCH 2273 ("));
  }

  @Test
  void b05_attachmentsAreToldThoughTheRowWithTheStructureIsLeftOut() {
    deliverThree();
    icloud.deliver(Mails.attachments());
    icloud.faults().on("UID FETCH").omit(2275);

    CliRun run = well("list", "has:attachment", "--jsonl");

    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.out()).contains("\"name\":\"numbers.csv\"");
  }

  @Test
  void b11_whatAnotherClientRemovesMeanwhileIsNoFailure() {
    deliverThree();
    icloud.faults().on("FETCH").no("[EXPUNGEISSUED] Some messages are gone");
    icloud.imap().before("FETCH", 1, () -> icloud.mailboxes().expunge("INBOX", 2273));

    assertThat(subjects(well("list"))).containsExactly("three", "one");
  }

  @Test
  void b05_whatIsHeldBackForGoodIsToldAndTheOthersAreShown() {
    deliverThree();
    icloud.faults().on("FETCH").always().omit(2273);
    icloud.faults().on("UID FETCH").always().omit(2273);

    CliRun all = run("list");
    CliRun found = run("list", "subject:o");
    CliRun check = run("check", "subject:o");

    assertThat(all.exitCode()).as(all.toString()).isEqualTo(76);
    assertThat(subjects(all)).containsExactly("three", "one");
    assertThat(all.err()).contains("holds back message INBOX/1451405933/2273");
    assertThat(found.exitCode()).isEqualTo(76);
    assertThat(subjects(found)).containsExactly("one");
    assertThat(found.err()).contains("holds back message INBOX/1451405933/2273");
    assertThat(check.exitCode()).isEqualTo(76);
  }

  @Test
  void b05_theNewestAreFoundByNumberAndSortedByArrivalHere() {
    deliver("old, moved in late", "2026-10-01T10:00:00Z");
    deliverThree();
    deliver("older, moved in late", "2025-10-01T10:00:00Z");

    assertThat(subjects(well("list", "-n", "4")))
        .containsExactly("three", "two", "one", "older, moved in late");
    assertThat(icloud.imap().commands()).anyMatch(line -> line.startsWith("FETCH 2:5 ("));
  }

  @Test
  void b06_aFetchChangesNothing() {
    long uid = deliver("one", "2026-11-01T10:00:00Z");

    assertThat(well("fetch", "subject:one").out()).contains("quick brown fox");

    assertThat(icloud.mailboxes().flags("INBOX", uid)).isEmpty();
    assertThat(count("EXAMINE INBOX")).isEqualTo(1);
    assertThat(icloud.imap().commands()).noneMatch(line -> line.contains(" BODY["));
  }

  @Test
  void b06_whatIsRefusedForAMomentIsAskedForAgain() {
    long uid = deliver("one", "2026-11-01T10:00:00Z");
    icloud.faults().on("UID FETCH").times(2).no("Service temporarily unavailable");

    assertThat(well("fetch", "" + uid, "--as", "raw").out()).contains("quick brown fox");
  }

  @Test
  void b06_whatIsCutOffIsNeverTakenForTheMessage() {
    long uid = deliver("one", "2026-11-01T10:00:00Z");
    icloud.faults().on("UID FETCH").always().cutAfter(300);

    CliRun cut = run("fetch", "" + uid, "--as", "eml", "-o", directory.resolve("o").toString());

    assertThat(cut.exitCode()).as(cut.toString()).isEqualTo(75);
    assertThat(directory.resolve("o"))
        .satisfiesAnyOf(
            made -> assertThat(made).doesNotExist(), made -> assertThat(made).isEmptyDirectory());
  }

  @Test
  void b07_aSearchWithoutHitIsAnAnswer() {
    deliverThree();

    assertThat(well("list", "subject:nothing").out()).isEmpty();
    assertThat(run("check", "-q", "subject:nothing").exitCode()).isEqualTo(1);
  }

  @Test
  void b07_wordsInEncodedHeadersAreFound() {
    deliverThree();
    icloud.deliver(
        Mails.plain(
            "=?UTF-8?B?SsO8cmdlbiBCYW5r?= <j@example.com>", "=?UTF-8?B?R3LDvMOfZQ==?=", "x"));
    icloud.deliver(Mails.plain("=?iso-8859-1?Q?J=FCrgen?= <k@example.com>", "last", "x"));
    icloud.deliver(Mails.plain("=?iso-8859-1?B?QmFuayDWc3RlcnJlaWNo?= <x@y.at>", "austrian", "x"));

    assertThat(subjects(well("list", "from:jürgen"))).containsExactlyInAnyOrder("Grüße", "last");
    assertThat(subjects(well("list", "from:bank"))).containsExactlyInAnyOrder("Grüße", "austrian");
    assertThat(subjects(well("list", "subject:grüße"))).containsExactly("Grüße");
    assertThat(subjects(well("list", "text:grüße"))).containsExactly("Grüße");
  }

  @Test
  void b07_aLooseMatchIsCheckedHere() {
    icloud.deliver(Mails.plain("Bank Info <a@b.example>", "loose", "x"));
    icloud.deliver(Mails.plain("x <info@bank.example>", "exact", "x"));

    assertThat(subjects(well("list", "from:\"info bank\""))).isEmpty();
    assertThat(subjects(well("list", "from:info@bank"))).containsExactly("exact");
    assertThat(subjects(well("list", "from:bank"))).containsExactlyInAnyOrder("loose", "exact");
    assertThat(subjects(well("list", "from:ban"))).isEmpty();
    assertThat(subjects(well("list", "from:@"))).hasSize(2);
  }

  @Test
  void b07_anAddressInAnEncodedFieldIsFound() {
    deliverThree();
    icloud.deliver(Mails.plain("a@example.com", "=?utf-8?Q?mail_from_foo=40bar.com_=C3=BC?=", "x"));

    assertThat(subjects(well("list", "subject:foo@bar.com"))).hasSize(1);
    assertThat(subjects(well("list", "text:foo@bar.com"))).hasSize(1);
  }

  @Test
  void b07_sizesMayBeBeyondWhatImapCanSay() {
    deliverThree();

    assertThat(subjects(well("list", "larger:3G"))).isEmpty();
    assertThat(subjects(well("list", "larger:5G"))).isEmpty();
    assertThat(subjects(well("list", "smaller:999999999999G"))).hasSize(3);
  }

  @Test
  void b07_aMessageIdIsSearchedWithItsBracketsAndNoFieldNameIsQuoted() {
    deliverThree();
    String messageId = well("list", "-n", "1").out().strip().split("\t", -1)[6];

    assertThat(subjects(well("list", messageId))).containsExactly("three");
    assertThat(icloud.imap().commands())
        .anyMatch(line -> line.matches("UID SEARCH HEADER Message-ID \"?" + messageId + "\"?"));
  }

  @Test
  void b11_aBusyServerIsAskedAgainAfterAPauseOnANewConnection() {
    deliverThree();
    icloud.faults().on("FETCH").unavailable();
    icloud.faults().on("UID SEARCH").no("[UNAVAILABLE] Service temporarily unavailable");

    assertThat(subjects(well("list"))).hasSize(3);
    assertThat(subjects(well("list", "subject:o"))).hasSize(2);
    assertThat(icloud.imap().connections()).isEqualTo(4);
    assertThat(count("EXAMINE INBOX")).isEqualTo(4);
  }

  @Test
  void b11_aServerThatStaysBusyIsTemporary() {
    deliverThree();
    icloud.faults().on("FETCH").always().unavailable();

    CliRun run = run("list");

    assertThat(run.exitCode()).isEqualTo(75);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("the server is busy", "Try again")
        .doesNotContain("app-specific");
    assertThat(count("FETCH")).isEqualTo(4);
  }

  @Test
  void b11_aFolderThatFailsKeepsNoOtherBack() {
    deliverThree();
    icloud.mailboxes().deliver("Junk", Mails.plain("a@example.com", "junk", "x"));
    icloud.mailboxes().deliver("Projects/2026", Mails.plain("a@example.com", "four", "x"));
    icloud.faults().on("EXAMINE").holding("Archive").always().unavailable();

    CliRun some = run("list", "in:any");
    CliRun check = run("check", "-q", "in:any", "subject:nothing");
    icloud.faults().on("EXAMINE").holding("Drafts").always().unavailable();
    CliRun fewer = run("list", "in:any");

    assertThat(some.exitCode()).as(some.toString()).isEqualTo(75);
    assertThat(subjects(some)).containsExactlyInAnyOrder("four", "three", "two", "one");
    assertThat(some.err()).contains("the server is busy", "'Archive' was not looked through");
    assertThat(check.exitCode()).as(check.toString()).isEqualTo(75);
    assertThat(fewer.exitCode()).isEqualTo(75);
    assertThat(fewer.out()).isEmpty();
  }

  @Test
  void b11_aFolderThatIsEmptiedMeanwhileIsNoFailure() {
    for (int i = 0; i < 300; i++) {
      icloud.deliver(Mails.plain("a@example.com", "number " + i, "x"));
    }
    icloud
        .imap()
        .before(
            "FETCH",
            1,
            () ->
                icloud
                    .mailboxes()
                    .uids("INBOX")
                    .forEach(uid -> icloud.mailboxes().expunge("INBOX", uid)));

    assertThat(well("list", "-n", "300").out()).isEmpty();
    assertThat(icloud.imap().commands()).hasSizeLessThan(10);
  }

  @Test
  void b04_eachProfileHasItsFolders() {
    for (AccountProfile profile : AccountProfile.values()) {
      try (ICloud account = new ICloud(profile)) {
        CliRun sent = account.setting(directory).run("send", "-m", "x", "a@example.com");
        CliRun moved = account.setting(directory).run("move", "in:sent", "smaller:1M", "trash");

        assertThat(sent.err()).as(profile.name()).isEmpty();
        assertThat(moved.exitCode()).as(profile + "\n" + moved).isZero();
        assertThat(account.messages(account.trash())).as(profile.name()).hasSize(1);
        assertThat(account.imap().commands()).noneMatch(line -> line.startsWith("CREATE"));
      }
    }
  }

  @Test
  void b11_aRefusalThatIsNoGhostIsAFailure() {
    deliverThree();
    icloud.faults().on("EXAMINE").holding("Archive").always().no("[SERVERBUG] internal error");

    CliRun any = run("list", "in:any");
    CliRun one = run("list", "in:Archive");

    assertThat(any.exitCode()).as(any.toString()).isEqualTo(75);
    assertThat(subjects(any)).hasSize(3);
    assertThat(any.err()).contains("internal error", "'Archive' was not looked through");
    assertThat(one.exitCode()).isEqualTo(75);
    assertThat(run("list", "in:inbox in:Nope").exitCode()).isEqualTo(64);
  }

  @Test
  void b12_aStaleReferenceKeepsNoOtherFolderBack() {
    deliverThree();
    icloud.mailboxes().deliver("Archive", Mails.plain("a@example.com", "four", "x"));
    String rows = well("list", "in:any", "subject:one or subject:four").out();
    icloud.mailboxes().renumber("INBOX");

    CliRun run = icloud.setting(directory).withStdin(rows).run("mark", "-", "--flag");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(65);
    assertThat(run.out()).contains("Archive/").doesNotContain("INBOX/");
    assertThat(run.err()).contains("stale reference");
  }

  @Test
  void b11_aServerThatForgetsTheFolderIsToldAgain() {
    deliverThree();
    icloud.faults().on("FETCH").bad("Select mailbox first");
    icloud.faults().on("UID SEARCH").bad("Select a mailbox first");

    assertThat(subjects(well("list"))).hasSize(3);
    assertThat(subjects(well("list", "subject:o"))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "reset", "bye", "cut"})
  void b11_aBrokenConnectionIsMadeAgain(String fault) {
    deliverThree();
    for (String command : List.of("EXAMINE", "FETCH", "UID SEARCH", "UID FETCH")) {
      var rule = icloud.faults().on(command);
      switch (fault) {
        case "close" -> rule.close();
        case "reset" -> rule.reset();
        case "bye" -> rule.bye();
        default -> rule.cutAfter(40);
      }
    }

    assertThat(subjects(well("list"))).containsExactly("three", "two", "one");
    assertThat(subjects(well("list", "subject:o"))).containsExactly("two", "one");
  }

  @Test
  void b11_aSilentServerIsWaitedForOnce() {
    deliverThree();
    icloud.faults().on("FETCH").stall();

    CliRun run = run("list", "--timeout", "1s");

    assertThat(run.exitCode()).isEqualTo(75);
    assertThat(run.err()).contains("did not answer in time", "--timeout");
    assertThat(icloud.imap().connections()).isEqualTo(1);
  }

  @Test
  void b11_theServerIsToldGoodbye() {
    well("list");

    icloud.imap().awaitLogout();
    assertThat(icloud.imap().commands()).last().isEqualTo("LOGOUT");
  }

  @Test
  void b12_aReferenceOfAnotherUidvalidityIsNoOtherMessage() {
    deliverThree();
    String reference = well("list", "-n", "1").out().split("\t", -1)[0];
    icloud.mailboxes().renumber("INBOX");

    for (String command : List.of("list", "fetch")) {
      CliRun run = run(command, reference);
      assertThat(run.exitCode()).isEqualTo(65);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("stale reference");
    }
    assertThat(run("move", reference, "trash").exitCode()).isEqualTo(65);
    assertThat(run("mark", reference, "--read").exitCode()).isEqualTo(65);
    assertThat(icloud.mailboxes().uids("INBOX")).hasSize(3);
  }

  @Test
  void b12_aFolderThatIsNumberedAnewBetweenTwoConnectionsIsNotReadOn() {
    deliverThree();
    icloud.faults().on("UID FETCH").close();
    icloud.imap().before("EXAMINE", 2, () -> icloud.mailboxes().renumber("INBOX"));

    CliRun run = run("list", "subject:o");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("has numbered INBOX anew in the meantime");
  }

  @Test
  void b12_whatIsNumberedAnewBeforeItIsRemovedIsNotRemoved() {
    deliverThree();
    icloud.imap().before("SELECT", 1, () -> icloud.mailboxes().renumber("INBOX"));

    CliRun run = run("move", "subject:o", "--forever", "--yes");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(icloud.mailboxes().uids("INBOX")).hasSize(3);
  }
}
