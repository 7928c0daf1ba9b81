package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.Schema;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is saved for later and not sent, against the double. */
class SavedDraftTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun run(String... arguments) {
    return icloud.setting(directory).run(arguments);
  }

  private Path kept() {
    return directory.resolve("icloud-mail/drafts");
  }

  @Test
  void aDraftIsFiledWithItsBccAndNothingIsSent() {
    CliRun run =
        run(
            "send",
            "--draft",
            "--json",
            "-s",
            "Later",
            "-m",
            "x",
            "-b",
            "b@example.com",
            "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    JsonNode draft = Schema.parse(run.out());
    assertThat(Schema.problems("draft", draft)).isEmpty();
    long uid = icloud.mailboxes().uids("Drafts").get(0);
    assertThat(draft.get("ref").textValue()).startsWith("Drafts/").endsWith("/" + uid);
    assertThat(icloud.mailboxes().flags("Drafts", uid))
        .containsExactlyInAnyOrder("\\Draft", "\\Seen");
    assertThat(icloud.messages("Drafts").get(0))
        .contains("Bcc: b@example.com\r\n", "To: a@example.com\r\n")
        .contains("Message-ID: " + draft.get("messageId").textValue() + "\r\n");
    assertThat(icloud.smtp().connections()).isZero();
    assertThat(kept()).isEmptyDirectory();
  }

  @Test
  void aDraftNeedsNoRecipientAndAPersonIsToldWhereItIs() {
    CliRun terminal = icloud.setting(directory).onTerminal(80).run("send", "--draft", "-m", "x");
    CliRun pipe = run("send", "--draft", "-m", "y");

    assertThat(terminal.exitCode()).as(terminal.toString()).isZero();
    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.out())
        .matches("Draft saved: Drafts/\\d+/\\d+\nMessage-ID: <[0-9a-f-]{36}@icloud.com>\n");
    assertThat(pipe.out()).matches("<[0-9a-f-]{36}@icloud.com>\tDrafts\tDrafts/\\d+/\\d+\n");
    assertThat(run("send", "-q", "--draft", "-m", "z").out()).isEmpty();
  }

  @Test
  void aDraftThatAnswersDoesNotMarkTheOriginal() {
    icloud.deliver(Mails.plain("Ada <ada@example.com>", "Dinner", "At eight?"));

    assertThat(run("send", "--draft", "--reply", "from:ada@example.com", "-m", "Yes.").exitCode())
        .isZero();

    assertThat(icloud.messages("Drafts").get(0))
        .contains("To: Ada <ada@example.com>", "In-Reply-To: <", "> At eight?");
    long uid = icloud.mailboxes().uids("INBOX").get(0);
    assertThat(icloud.mailboxes().flags("INBOX", uid)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "reset", "unanswered"})
  void aLostAnswerIsLookedIntoBeforeAnotherAttempt(String fault) {
    var rule = icloud.faults().on("APPEND");
    switch (fault) {
      case "close" -> rule.close();
      case "reset" -> rule.reset();
      default -> rule.unanswered();
    }

    CliRun run = run("send", "--draft", "-m", "x");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(icloud.messages("Drafts")).hasSize(1);
    assertThat(kept()).isEmptyDirectory();
  }

  @Test
  void noFolderForDraftsIsMadeAndTheTextIsKept() throws IOException {
    icloud.mailboxes().remove("Drafts");

    CliRun run = run("send", "--draft", "-m", "precious");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("the account has no folder for drafts", "The draft is kept in ")
        .contains("These are there: Archive, Deleted Messages, Entwürfe alt, INBOX, Junk, Notes");
    assertThat(icloud.mailboxes().folders()).doesNotContain("Drafts");
    try (Stream<Path> files = Files.list(kept())) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      assertThat(all.get(0)).content().contains("precious");
      assertThat(run.err()).contains(all.get(0).toString());
    }
  }

  @Test
  void anAttachmentThatIsMissingLeavesNothingBehind() {
    CliRun run = run("send", "--draft", "-m", "x", "-A", "/no/such/file");

    assertThat(run.exitCode()).isEqualTo(66);
    assertThat(icloud.messages("Drafts")).isEmpty();
    assertThat(kept()).doesNotExist();
  }
}
