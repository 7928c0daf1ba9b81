package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Schema;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept, what a flush does with it, and that nothing goes twice. */
class OutboxCommandTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun run(String... arguments) {
    return icloud.setting(directory).run(arguments);
  }

  private CliRun send(String text, String... more) {
    List<String> arguments = new ArrayList<>(List.of("send", "-s", text, "-m", text));
    arguments.addAll(List.of(more));
    arguments.add("jo@icloud.com");
    return run(arguments.toArray(String[]::new));
  }

  private List<JsonNode> items(String... options) {
    List<String> arguments = new ArrayList<>(List.of("outbox", "--jsonl"));
    arguments.addAll(List.of(options));
    List<JsonNode> items =
        run(arguments.toArray(String[]::new)).out().lines().map(Schema::parse).toList();
    items.forEach(item -> assertThat(Schema.problems("outbox-item", item)).isEmpty());
    return items;
  }

  private String onlyId() {
    return items().get(0).get("id").asText();
  }

  private List<String> states() {
    return items().stream().map(item -> item.get("state").asText()).toList();
  }

  private void busyOnce() {
    icloud.faults().on("MAIL").no("4.3.2 Try again later");
  }

  @Test
  void whatCannotBeSentNowIsQueuedAndSentByTheNextFlush() {
    busyOnce();
    CliRun queued = send("disk", "--queue", "--json");

    assertThat(queued.exitCode()).as(queued.toString()).isZero();
    assertThat(queued.err()).isEmpty();
    JsonNode receipt = Schema.parse(queued.out());
    assertThat(Schema.problems("receipt", receipt)).isEmpty();
    assertThat(receipt.get("status").asText()).isEqualTo("queued");
    assertThat(receipt.get("reason").asText()).contains("Try again later");
    assertThat(items())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.get("id")).isEqualTo(receipt.get("outboxId"));
              assertThat(item.get("messageId")).isEqualTo(receipt.get("messageId"));
              assertThat(item.get("state").asText()).isEqualTo("queued");
              assertThat(item.get("attempts").asInt()).isEqualTo(1);
              assertThat(item.get("recipients")).hasSize(1);
            });

    CliRun flush = run("outbox", "--flush");
    assertThat(flush.exitCode()).as(flush.toString()).isZero();
    assertThat(flush.out()).matches("[0-9a-f]{8}\tsent\t[^\t]*\tjo@icloud.com\tdisk\t.*\n");
    assertThat(items()).isEmpty();
    assertThat(icloud.messages("INBOX")).hasSize(1);
    assertThat(icloud.messages("Sent Messages")).hasSize(1);
  }

  @Test
  void whatHasFailedIsSentOnlyWhenItIsNamed() {
    busyOnce();
    CliRun failed = send("disk");

    assertThat(failed.exitCode()).isEqualTo(75);
    assertThat(failed.out()).isEmpty();
    String id = onlyId();
    assertThat(failed.err()).contains("'icloud-mail outbox --flush " + id + "' sends it.");
    assertThat(run("outbox", "--flush").out()).isEmpty();
    assertThat(states()).containsExactly("failed");

    CliRun flush = run("outbox", "--flush", id.substring(0, 4));
    assertThat(flush.exitCode()).as(flush.toString()).isZero();
    assertThat(icloud.messages("INBOX")).hasSize(1);
    assertThat(items()).isEmpty();
  }

  @Test
  void anUnknownOneThatArrivedIsFoundAndNotSentAgain() {
    icloud.faults().on(".").unanswered();
    CliRun unknown = send("disk");

    assertThat(unknown.exitCode()).isEqualTo(76);
    assertThat(unknown.err()).contains("nobody knows whether", "--flush' looks whether it arrived");
    assertThat(states()).containsExactly("unknown");

    CliRun flush = run("outbox", "--flush");
    assertThat(flush.exitCode()).as(flush.toString()).isZero();
    assertThat(items()).isEmpty();
    assertThat(icloud.smtp().submissions()).hasSize(1);
    assertThat(icloud.messages("INBOX")).hasSize(1);
    assertThat(icloud.messages("Sent Messages")).hasSize(1);
  }

  @Test
  void anUnknownOneThatIsNowhereIsLeftToItsWriter() {
    icloud.faults().on(".").close();
    send("disk", "--queue");

    CliRun flush = run("outbox", "--flush");
    assertThat(flush.exitCode()).as(flush.toString()).isEqualTo(76);
    assertThat(flush.err()).contains("nobody knows", "Ask a recipient", "--drop " + onlyId());
    assertThat(icloud.smtp().submissions()).isEmpty();
    assertThat(states()).containsExactly("unknown");

    assertThat(run("outbox", "--flush", onlyId()).exitCode()).isZero();
    assertThat(icloud.smtp().submissions()).hasSize(1);
    assertThat(items()).isEmpty();
  }

  @Test
  void aCopyThatCannotBeFiledIsFiledByTheNextFlush() {
    icloud.faults().on("APPEND").always().no("[UNAVAILABLE] Service temporarily unavailable");
    CliRun sent = send("disk");

    assertThat(sent.exitCode()).as(sent.toString()).isZero();
    assertThat(sent.err()).contains("warning: sent, but no copy is filed: ");
    assertThat(states()).containsExactly("sent-not-filed");
    assertThat(run("outbox", "--flush").exitCode()).isEqualTo(75);

    icloud.faults().clear();
    assertThat(run("outbox", "--flush").exitCode()).isZero();
    assertThat(items()).isEmpty();
    assertThat(icloud.messages("Sent Messages")).hasSize(1);
    assertThat(icloud.smtp().submissions()).hasSize(1);
  }

  @Test
  void whoIsPutOffIsServedLaterAndNobodyElseTwice() {
    icloud.faults().on("RCPT").holding("later@").no("4.2.1 Try again later");
    CliRun some =
        run("send", "--queue", "-m", "x", "--jsonl", "jo@icloud.com", "later@example.com");

    assertThat(some.exitCode()).as(some.toString()).isZero();
    JsonNode receipt = Schema.parse(some.out());
    assertThat(receipt.get("status").asText()).isEqualTo("sent");
    assertThat(receipt.get("accepted")).hasSize(1);
    assertThat(receipt.get("outboxId").asText()).isEqualTo(onlyId());
    assertThat(items().get(0).get("recipients").get(0).asText()).isEqualTo("later@example.com");

    assertThat(run("outbox", "--flush").exitCode()).isZero();
    assertThat(icloud.smtp().submissions())
        .extracting(each -> each.recipients().toString())
        .containsExactly("[jo@icloud.com]", "[later@example.com]");
    assertThat(icloud.messages("Sent Messages")).hasSize(1);
  }

  @Test
  void whoWasPutOffIsServedLaterAlsoWhereTheAnswerGotLost() {
    icloud.faults().on("RCPT").holding("later@").no("4.2.1 Try again later");
    icloud.faults().on("RCPT").holding("never@").bad("5.1.1 No such user");
    icloud.faults().on(".").unanswered();
    CliRun lost = run("send", "-m", "x", "jo@icloud.com", "later@example.com", "never@example.com");

    assertThat(lost.exitCode()).isEqualTo(76);
    JsonNode item = items().get(0);
    assertThat(item.get("recipients").toString()).isEqualTo("[\"jo@icloud.com\"]");
    assertThat(item.get("deferred").toString()).isEqualTo("[\"later@example.com\"]");

    assertThat(lost.err()).contains("not sent to never@example.com: 554 5.1.1 No such user");
    CliRun settled = run("outbox", "--flush");
    assertThat(settled.exitCode()).isEqualTo(65);
    assertThat(settled.err()).contains("it is sent; ", "not sent to never@example.com");
    assertThat(states()).containsExactly("queued");
    assertThat(run("outbox", "--flush").exitCode()).isZero();
    assertThat(icloud.smtp().submissions())
        .extracting(each -> each.recipients().toString())
        .containsExactly("[jo@icloud.com]", "[later@example.com]");
    assertThat(icloud.messages("Sent Messages")).hasSize(1);
  }

  @Test
  void oneConnectionCarriesAllAndAFailureKeepsNoOtherBack() {
    for (String text : List.of("one", "two", "three")) {
      busyOnce();
      send(text, "--queue");
    }
    icloud.smtp().reset();
    icloud.faults().on("MAIL").after(1).bad("5.5.0 No");
    CliRun flush = run("outbox", "--flush");

    assertThat(flush.exitCode()).as(flush.toString()).isEqualTo(65);
    assertThat(flush.err()).contains("554 5.5.0 No");
    assertThat(icloud.smtp().submissions()).hasSize(2);
    assertThat(icloud.smtp().connections()).isEqualTo(1);
    assertThat(states()).containsExactly("failed");
  }

  @Test
  void aServerThatStaysBusyIsLeftAlone() {
    for (String text : List.of("1", "2", "3", "4", "5")) {
      busyOnce();
      send(text, "--queue");
    }
    icloud.smtp().reset();
    icloud.faults().on("MAIL").always().no("4.3.2 Try again later");
    CliRun flush = run("outbox", "--flush");

    assertThat(flush.exitCode()).as(flush.toString()).isEqualTo(75);
    assertThat(icloud.smtp().commands().stream().filter(each -> each.startsWith("MAIL")))
        .hasSize(3);
    assertThat(states()).containsOnly("queued").hasSize(5);
  }

  @Test
  void aRefusedLoginEndsTheFlushAtOnce() {
    busyOnce();
    send("1", "--queue");
    busyOnce();
    send("2", "--queue");
    CliRun flush =
        icloud.setting(directory).with("ICLOUD_MAIL_PASSWORD", "x").run("outbox", "--flush");

    assertThat(flush.exitCode()).as(flush.toString()).isEqualTo(77);
    assertThat(states()).containsExactly("queued", "queued");
    assertThat(icloud.smtp().commands().stream().filter(each -> each.startsWith("AUTH")))
        .as("two sends and one flush")
        .hasSize(3);
  }

  @Test
  void aMessageCanBeShownAndDropped() {
    busyOnce();
    send("disk");
    String id = onlyId();

    CliRun show = run("outbox", "--show", id);
    assertThat(show.exitCode()).isZero();
    assertThat(show.out()).contains("Subject: disk\r\n").endsWith("\r\n\r\ndisk\r\n");
    assertThat(items("--drop", id)).singleElement().matches(each -> word(each).equals("dropped"));
    assertThat(items()).isEmpty();
    assertThat(run("outbox", "--flush", id).exitCode()).isEqualTo(1);
  }

  private static String word(JsonNode item) {
    return item.get("state").asText();
  }

  @ParameterizedTest
  @CsvSource({
    "--show 00000000, 1, there is no message '00000000' in the outbox",
    "--drop x, 1, there is no message 'x' in the outbox",
    "--flush --show x, 64, 'only one of --flush, --show and --drop can be had'",
    "3f9a, 64, what is to be done with '3f9a'?",
    "--show '', 64, no ID is given",
  })
  void wrongUseIsTold(String options, int code, String said) {
    List<String> arguments = new ArrayList<>(List.of("outbox"));
    arguments.addAll(List.of(options.replace("''", "").split(" ", -1)));
    CliRun run = run(arguments.toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(said);
  }

  @Test
  void anEmptyOutboxIsAnEmptyList() {
    assertThat(run("outbox", "--json").out()).isEqualTo("[]\n");
    assertThat(run("outbox").out()).isEmpty();
    assertThat(run("outbox", "--flush").exitCode()).isZero();
    CliRun terminal = icloud.setting(directory).onTerminal(80).run("outbox");
    assertThat(terminal.err()).isEqualTo("The outbox is empty.\n");
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void aTerminalShowsATableWithReasons() {
    icloud.faults().on("MAIL").no("4.3.2 Try\u001B[2J later");
    send("Grüße");

    CliRun run = icloud.setting(directory).onTerminal(80).run("outbox");
    assertThat(run.out().lines())
        .element(0)
        .isEqualTo("ID        STATE           SINCE         TO                        SUBJECT");
    assertThat(run.out()).contains("failed", "23 Nov 12:00", "jo@icloud.com", "Grüße", "Try");
    assertThat(run.out()).doesNotContain("\u001B");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void aKeyIsSentOnce() {
    CliRun first = send("report", "--once", "report-47", "--json");
    CliRun second = send("report", "--once", "report-47", "--json");
    CliRun other = send("report", "--once", "report-48", "--json");

    assertThat(List.of(first.exitCode(), second.exitCode(), other.exitCode())).containsOnly(0);
    JsonNode receipt = Schema.parse(second.out());
    assertThat(Schema.problems("receipt", receipt)).isEmpty();
    assertThat(receipt.get("status").asText()).isEqualTo("already-sent");
    assertThat(receipt.get("messageId")).isEqualTo(Schema.parse(first.out()).get("messageId"));
    assertThat(icloud.smtp().submissions()).hasSize(2);
  }

  @Test
  void aKeyThatFailedIsTriedAgainAndKeptOnce() {
    busyOnce();
    assertThat(send("report", "--once", "k").exitCode()).isEqualTo(75);
    busyOnce();
    assertThat(send("report", "--once", "k").exitCode()).isEqualTo(75);
    assertThat(states()).containsExactly("failed");

    assertThat(send("report", "--once", "k").exitCode()).isZero();
    assertThat(items()).isEmpty();
    assertThat(icloud.smtp().submissions()).hasSize(1);
  }

  @Test
  void aKeyThatIsQueuedIsNotQueuedTwice() {
    busyOnce();
    send("report", "--once", "k", "--queue");
    CliRun again = send("report", "--once", "k", "--queue");

    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).contains("\tqueued\t" + onlyId());
    run("outbox", "--flush");
    assertThat(send("report", "--once", "k").out()).contains("\talready-sent\t");
    assertThat(icloud.smtp().submissions()).hasSize(1);
  }

  @Test
  void aKeyWhoseFateIsUnknownIsLookedFor() {
    icloud.faults().on(".").close();
    send("report", "--once", "lost");
    CliRun lost = send("report", "--once", "lost");
    assertThat(lost.exitCode()).as(lost.toString()).isEqualTo(76);
    assertThat(icloud.smtp().submissions()).isEmpty();

    icloud.faults().on(".").unanswered();
    send("report", "--once", "arrived");
    assertThat(send("report", "--once", "arrived").out()).contains("\talready-sent\t");
    assertThat(icloud.smtp().submissions()).hasSize(1);
  }
}
