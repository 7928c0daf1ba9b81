package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Schema;
import icloudmail.testkit.icloud.ICloud;
import icloudmail.testkit.icloud.SmtpDouble.Submission;
import icloudmail.testkit.icloud.SmtpSettings.Limit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** List B of icloud-facts, 1, 8 and 9: what Apple's submission server is told, and the copy. */
class ListBSendingTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun send(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("send", "--json", "-s", "Grüße", "-m", "Hallo"));
    arguments.addAll(List.of(more));
    return icloud.setting(directory).run(arguments.toArray(String[]::new));
  }

  private JsonNode sent(String... more) {
    CliRun run = send(more);
    assertThat(run.exitCode()).as(run.toString()).isZero();
    return Schema.parse(run.out());
  }

  private int copies() {
    return icloud.messages("Sent Messages").size();
  }

  @Test
  void b01_submissionBeginsInPlainTextAndNothingIsSaidBeforeTls() {
    sent("a@example.com");

    assertThat(icloud.smtp().commands())
        .startsWith("EHLO localhost", "STARTTLS", "EHLO localhost")
        .element(3)
        .asString()
        .startsWith("AUTH PLAIN");
  }

  @Test
  void b08_theMessageIsWholeBeforeItLeaves() {
    String messageId = sent("a@example.com").get("messageId").textValue();

    Submission taken = icloud.smtp().submissions().get(0);
    assertThat(taken.from()).isEqualTo("jo@icloud.com");
    assertThat(taken.data())
        .contains("Message-ID: " + messageId + "\r\n", "Date: Mon, 23 Nov 2026 12:00:00 +0000\r\n")
        .doesNotContainPattern("[^\r]\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void b08_aForeignSenderIsExplained(boolean checksHeader) {
    icloud.smtp().settings().checksHeaderFrom(checksHeader).foreignAddress("jo@icloud.com");

    CliRun run = send("a@example.com");

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.err())
        .contains("From address is not one of your addresses", "an alias of it", "custom domain");
    assertThat(copies()).isZero();
  }

  @Test
  void b08_tooManyRecipientsAndTooManyOctetsAreRefusedBeforeConnecting() throws Exception {
    String[] many = new String[501];
    for (int i = 0; i < many.length; i++) {
      many[i] = "a" + i + "@example.com";
    }
    Path big = directory.resolve("big.bin");
    Files.write(big, new byte[21_000_000]);

    CliRun recipients = send(many);
    CliRun size = send("-A", big.toString(), "a@example.com");

    assertThat(recipients.exitCode()).isEqualTo(65);
    assertThat(recipients.err()).contains("500");
    assertThat(size.exitCode()).isEqualTo(65);
    assertThat(size.err()).contains("28319744");
    assertThat(icloud.smtp().connections()).isZero();
  }

  @Test
  void b08_eachRefusedRecipientIsTold() {
    icloud.smtp().settings().refuseRecipient("gone@example.com");

    CliRun run = send("a@example.com", "gone@example.com");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(65);
    JsonNode receipt = Schema.parse(run.out());
    assertThat(receipt.get("accepted")).hasSize(1);
    assertThat(receipt.get("refused").get(0).get("address").textValue())
        .isEqualTo("gone@example.com");
    assertThat(receipt.get("refused").get(0).get("reply").textValue()).startsWith("550 5.1.1");
  }

  @ParameterizedTest
  @CsvSource({"PERMANENT, 69", "TEMPORARY, 75"})
  void b08_theDailyLimitIsTold(Limit limit, int exitCode) {
    icloud.smtp().settings().dailyLimit(limit);

    CliRun run = send("a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(exitCode);
    assertThat(run.err()).contains("sending limit", "1000 messages", "Wait until tomorrow");
  }

  @Test
  void b09_theCopyIsFiledAfterALookAndMarkedAsRead() {
    JsonNode copy = sent("a@example.com").get("sentCopy");

    assertThat(copy.get("status").textValue()).isEqualTo("filed");
    assertThat(icloud.messages("Sent Messages"))
        .containsExactly(icloud.smtp().submissions().get(0).data());
    long uid = icloud.mailboxes().uids("Sent Messages").get(0);
    assertThat(icloud.mailboxes().flags("Sent Messages", uid)).containsExactly("\\Seen");
    assertThat(icloud.imap().commands())
        .extracting(line -> line.replaceFirst("^(UID SEARCH|APPEND) .*", "$1"))
        .containsSubsequence("UID SEARCH", "APPEND");
  }

  @Test
  void b09_aCopyThatIsThereIsNotDoubled() {
    icloud.smtp().settings().filesSentCopy(true);

    assertThat(sent("a@example.com").get("sentCopy").get("status").textValue())
        .isEqualTo("present");
    assertThat(copies()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "reset", "unanswered", "busy", "no"})
  void b09_aLostAnswerIsLookedIntoBeforeAnotherAttempt(String fault) {
    var rule = icloud.faults().on("APPEND");
    switch (fault) {
      case "close" -> rule.close();
      case "reset" -> rule.reset();
      case "unanswered" -> rule.unanswered();
      case "busy" -> rule.no("[UNAVAILABLE] Service temporarily unavailable");
      default -> rule.no("Unexpected exception (took 3548 ms)");
    }

    JsonNode receipt = sent("a@example.com");

    assertThat(receipt.get("sentCopy").get("status").textValue())
        .isEqualTo(fault.equals("unanswered") ? "present" : "filed");
    assertThat(copies()).isEqualTo(1);
    assertThat(icloud.smtp().submissions()).hasSize(1);
  }

  @Test
  void b09_aCopyThatCannotBeFiledIsAWarningAndNoReasonToSendAgain() {
    icloud.faults().on("APPEND").always().no("[OVERQUOTA] over quota");

    CliRun run = send("a@example.com");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("warning: sent, but no copy is filed", "over quota");
    assertThat(icloud.smtp().submissions()).hasSize(1);
  }
}
