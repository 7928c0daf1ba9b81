package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Moving and marking as a person at a terminal and a script meet it. */
class MoveCommandTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @BeforeEach
  void deliver() {
    icloud.deliver(Mails.plain("a@example.com", "one", "x"));
    icloud.deliver(Mails.plain("b@example.com", "two", "x"));
  }

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun.Setting setting() {
    return icloud.setting(directory);
  }

  private long inbox() {
    return icloud.mailboxes().uids("INBOX").size();
  }

  @Test
  void aPersonIsAskedBeforeSomethingIsGone() {
    CliRun yes = setting().onTerminal(80).withStdin("y\n").run("move", "subject:one", "--forever");

    assertThat(yes.exitCode()).isZero();
    assertThat(yes.err()).isEqualTo("Remove 1 message for good? [y/N] ");
    assertThat(yes.out()).isEqualTo("removed INBOX/1451405933/2272\n");
    assertThat(inbox()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"n\n", "\n", "", "maybe\n"})
  void whateverIsNotYesIsNo(String answer) {
    CliRun no = setting().onTerminal(80).withStdin(answer).run("move", "is:unread", "--forever");

    assertThat(no.exitCode()).isEqualTo(1);
    assertThat(no.out()).isEmpty();
    assertThat(no.err()).contains("Remove 2 messages for good? [y/N] ", "nothing was removed");
    assertThat(inbox()).isEqualTo(2);
  }

  @Test
  void aPersonReadsSentencesAndAScriptReadsRows() {
    CliRun terminal = setting().onTerminal(80).run("move", "subject:one", "archive");
    CliRun pipe = setting().run("move", "subject:two", "archive");

    assertThat(terminal.out())
        .isEqualTo("moved INBOX/1451405933/2272 to Archive/1451406030/3272\n");
    assertThat(pipe.out()).isEqualTo("Archive/1451406030/3273\tmoved\tINBOX/1451405933/2273\t\n");
  }

  @Test
  void rowsOfAListCanBePipedIn() {
    String rows = setting().run("list").out();

    CliRun marked = setting().withStdin(rows).run("mark", "-", "--flag");
    CliRun moved = setting().withStdin(marked.out()).run("move", "-", "trash");
    CliRun nothing = setting().run("mark", "-", "--flag");

    assertThat(marked.exitCode()).as(marked.toString()).isZero();
    assertThat(moved.exitCode()).as(moved.toString()).isZero();
    assertThat(icloud.mailboxes().uids("Deleted Messages")).hasSize(2);
    assertThat(nothing.exitCode()).isEqualTo(1);
    assertThat(nothing.err()).contains("no message of INBOX is meant");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "move                                | Missing required parameter",
        "move trash                          | move what, and where?",
        "move 1 inbox                        | are there already",
        "move in:TRASH is:unread trash       | are there already",
        "move 1 Nowhere                      | there is no folder 'Nowhere'",
        "move 1 --forever                    | nobody is there to ask",
        "move colour:red trash               | this word of the query is not known",
        "mark 2272                           | mark as what?",
        "mark 2272 --read --unread           | only one of --read and --unread",
        "mark --read                         | Missing required parameter",
      })
  void wrongUsageChangesNothing(String line, String why) {
    CliRun run = setting().run(line.strip().split(" +", -1));

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(why);
    assertThat(inbox()).isEqualTo(2);
    assertThat(icloud.imap().commands()).noneMatch(command -> command.contains("STORE"));
  }

  @Test
  void whatIsNotThereIsToldAndTheRestIsDone() {
    CliRun run = setting().run("mark", "2272", "9999", "--read");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("INBOX/1451405933/2272\tmarked");
    assertThat(run.err()).contains("INBOX has no message with UID 9999");
    assertThat(icloud.mailboxes().flags("INBOX", 2272)).contains("\\Seen");
    assertThat(setting().run("mark", "2272 or (2273 or 99999)", "--read").exitCode()).isEqualTo(1);
    assertThat(setting().run("mark", "99999", "--read", "--json").out()).isEqualTo("[]\n");
    assertThat(setting().run("move", "99999", "trash", "--json").out()).isEqualTo("[]\n");
  }

  @Test
  void aRoleInCapitalsIsTheRoleUnlessAFolderHasThatName() {
    assertThat(setting().run("move", "2272", "TRASH").exitCode()).isZero();
    icloud.mailboxes().create("Trash");
    assertThat(setting().run("move", "2273", "Trash").exitCode()).isZero();

    assertThat(icloud.mailboxes().uids("Deleted Messages")).hasSize(1);
    assertThat(icloud.mailboxes().uids("Trash")).hasSize(1);
    assertThat(setting().run("list", "in:Archive").exitCode()).isZero();
    assertThat(setting().run("list", "in:Drafts").exitCode()).isZero();
    assertThat(setting().run("list", "in:SENT").exitCode()).isZero();
  }

  @Test
  void aReferenceMeansTheFolderOfThatVeryName() {
    icloud.mailboxes().create("archive");
    setting().run("move", "2272", "archive");
    long uid = icloud.mailboxes().deliver("archive", Mails.plain("c@example.com", "low", "x"));

    CliRun typed = setting().run("list", "in:archive");
    String reference = setting().run("list", "in:any", "subject:low").out().split("\t", -1)[0];
    CliRun named = setting().run("fetch", reference);
    CliRun moved = setting().run("move", reference, typed.out().split("\t", -1)[0], "Archive");

    assertThat(typed.out()).startsWith("Archive/").contains("\tone\t");
    assertThat(reference).startsWith("archive/").endsWith("/" + uid);
    assertThat(named.out()).contains("Subject: low");
    assertThat(moved.exitCode()).as(moved.toString()).isZero();
    assertThat(moved.out().lines()).hasSize(1);
    assertThat(icloud.mailboxes().uids("Archive")).hasSize(2);
  }

  @Test
  void aFolderWithAForeignNameIsReached() {
    CliRun run = setting().run("move", "2272", "Entwürfe alt");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).startsWith("Entwürfe alt/");
    assertThat(setting().run("list", "in:\"Entwürfe alt\"").out()).contains("\tone\t");
  }

  @Test
  void aFolderThatCannotBeOpenedIsNoTarget() {
    icloud.mailboxes().ghost("Notes/Recipes");

    CliRun run = setting().run("move", "2272", "Notes/Recipes");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.err()).contains("there is no such folder", "Apple's Notes");
    assertThat(inbox()).isEqualTo(2);
  }

  @Test
  void severalFlagsAreOneCommand() {
    assertThat(setting().run("mark", "2272", "--read", "--flag").exitCode()).isZero();

    assertThat(icloud.imap().commands())
        .filteredOn(command -> command.startsWith("UID STORE"))
        .containsExactly("UID STORE 2272 +FLAGS.SILENT (\\Seen \\Flagged)");
  }

  @Test
  void aListOfSeveralFoldersNamesThem() {
    setting().run("move", "2272", "Projects/2026");

    CliRun table = setting().onTerminal(100).run("list", "in:any");

    assertThat(table.out()).contains("FOLDER", "Projects/2026", "INBOX");
    assertThat(table.out().lines()).allMatch(line -> line.length() <= 100);
  }
}
