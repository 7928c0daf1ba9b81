package icloudmail.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Schema;
import icloudmail.testkit.icloud.ICloud;
import icloudmail.testkit.icloud.SmtpDouble;
import icloudmail.testkit.icloud.SmtpSettings.Limit;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What single replies, missing extensions and many recipients make of a send. */
class RepliesToOneSendTest {
  private static final String END_DATA = "354 End data with <CR><LF>.<CR><LF>";

  @TempDir Path state;

  private final ICloud cloud = new ICloud();

  @AfterEach
  void close() {
    cloud.close();
  }

  private CliRun run(String... arguments) {
    return cloud.setting(state).run(arguments);
  }

  private CliRun send(String... more) {
    return run(
        Stream.concat(Stream.of("send", "--jsonl", "-m", "precious"), Arrays.stream(more))
            .toArray(String[]::new));
  }

  private List<JsonNode> outbox() {
    return run("outbox", "--jsonl").out().lines().map(Schema::parse).toList();
  }

  private List<List<String>> taken() {
    return cloud.smtp().submissions().stream().map(SmtpDouble.Submission::recipients).toList();
  }

  /** A server that answers nothing before DATA has come is served all the same. */
  @Test
  void envelopeAndDataGoInOneFlight() {
    cloud.smtp().settings().withholdsReplies(true);

    CliRun run = send("a@example.com", "b@refused.example", "c@example.com");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(65);
    assertThat(taken()).containsExactly(List.of("a@example.com", "c@example.com"));
  }

  @Test
  void withoutPipeliningEachReplyIsAwaited() {
    cloud.smtp().settings().withoutExtension("PIPELINING").withholdsReplies(true);

    CliRun run = send("--timeout", "1s", "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    assertThat(cloud.smtp().commands())
        .anyMatch(line -> line.startsWith("MAIL "))
        .noneMatch(line -> line.startsWith("RCPT "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PIPELINING", "none"})
  void fiveHundredRecipientsAreOneMessage(String without) {
    cloud.smtp().settings().withoutExtension(without);
    List<String> many = IntStream.range(0, 500).mapToObj(i -> "r" + i + "@example.com").toList();

    CliRun run = send(many.toArray(String[]::new));

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(taken()).containsExactly(many);
    assertThat(outbox()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofManyRecipientsThoseAreKeptWhoAreRefusedForNow(boolean queue) {
    CliRun run =
        send(
            queue ? "--queue" : "-v",
            "a@example.com",
            "b@later.example",
            "c@refused.example",
            "d@later.example",
            "e@example.com");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(65);
    JsonNode receipt = Schema.parse(run.out());
    assertThat(receipt.get("accepted").toString())
        .isEqualTo("[\"a@example.com\",\"e@example.com\"]");
    assertThat(receipt.get("refused")).hasSize(3);
    assertThat(run.err())
        .contains("not sent to b@later.example: 450", "c@refused.example: 550", "d@later.example");
    assertThat(outbox())
        .singleElement()
        .matches(item -> item.get("state").asText().equals("queued"));
    assertThat(outbox().get(0).get("recipients").toString())
        .isEqualTo("[\"b@later.example\",\"d@later.example\"]");
    assertThat(taken()).containsExactly(List.of("a@example.com", "e@example.com"));

    CliRun again = run("outbox", "--flush", outbox().get(0).get("id").asText());

    assertThat(again.exitCode()).as(again.toString()).isEqualTo(75);
    assertThat(outbox().get(0).get("recipients").toString())
        .isEqualTo("[\"b@later.example\",\"d@later.example\"]");
    assertThat(taken()).hasSize(1);
    assertThat(cloud.messages(cloud.sent())).hasSize(1);
  }

  @Test
  void whoWasPutOffIsServedAlsoWhereTheAnswerWasLost() {
    cloud.faults().on("RCPT TO:<bob@example.com>").no("4.2.1 Try again later");
    cloud.faults().on(".").unanswered();

    CliRun run = send("jo@icloud.com", "bob@example.com");
    CliRun settled = run("outbox", "--flush");
    CliRun again = run("outbox", "--flush");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(settled.exitCode()).as(settled.toString()).isZero();
    assertThat(again.exitCode()).as(again.toString()).isZero();
    assertThat(taken()).containsExactly(List.of("jo@icloud.com"), List.of("bob@example.com"));
    assertThat(outbox()).isEmpty();
    assertThat(cloud.messages(cloud.sent())).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAIL | 552 5.3.4 Message size exceeds fixed limit              | 65 | refused | failed",
        ".    | 552 5.3.4 Message size exceeds fixed limit              | 65 | refused | failed",
        "MAIL | 530 5.7.0 Authentication required                       | 77 | auth    | failed",
        "MAIL | 535 5.7.8 Authentication credentials invalid            | 77 | auth    | failed",
        "MAIL | 452 4.3.1 Insufficient system storage                   | 75 | temporary | queued",
        "DATA | 451 4.3.0 Queue file write error                        | 75 | temporary | queued",
        "MAIL | 450 4.7.1 You have exceeded your daily sending limit.   | 75 | temporary | queued",
        "MAIL | 550 5.7.1 jo: You have exceeded your daily sending limit. | 69 | limit   | queued",
        "RCPT | 550 5.7.1 jo: You have exceeded your daily sending limit. | 69 | limit   | queued",
        ".    | 554 5.7.1 [CS01] Message rejected due to local policy.  | 69 | service_refused | failed",
      })
  void eachReplyHasItsOutcome(String verb, String reply, int code, String kind, String queued) {
    cloud.faults().on(verb.strip()).times(2).no(reply.strip());

    CliRun plain = send("a@example.com");
    CliRun queue = send("--queue", "b@example.com");

    JsonNode error = Schema.parse(plain.err().strip()).get("error");
    assertThat(plain.exitCode()).as(plain.toString()).isEqualTo(code);
    assertThat(error.get("kind").asText()).isEqualTo(kind);
    assertThat(queue.exitCode()).as(queue.toString()).isEqualTo(queued.equals("queued") ? 0 : code);
    assertThat(outbox())
        .extracting(
            item -> item.get("recipients").get(0).asText(), item -> item.get("state").asText())
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("a@example.com", "failed"),
            org.assertj.core.groups.Tuple.tuple("b@example.com", queued));
    assertThat(taken()).isEmpty();

    CliRun flush = run("outbox", "--flush");

    assertThat(flush.exitCode()).as(flush.toString()).isZero();
    assertThat(taken())
        .isEqualTo(queued.equals("queued") ? List.of(List.of("b@example.com")) : List.of());
  }

  @Test
  void aDayThatIsUsedUpEndsTheFlushAndTheNextDayGoesOn() {
    cloud.smtp().settings().dailyLimit(Limit.PERMANENT);
    assertThat(send("--queue", "a@example.com").exitCode()).isZero();
    assertThat(send("--queue", "b@example.com").exitCode()).isZero();
    int before = cloud.smtp().connections();

    CliRun flush = run("outbox", "--flush");

    assertThat(flush.exitCode()).as(flush.toString()).isEqualTo(69);
    assertThat(cloud.smtp().commands().stream().filter(line -> line.equals("DATA"))).hasSize(3);
    assertThat(cloud.smtp().connections()).isEqualTo(before + 1);
    cloud.smtp().settings().dailyLimit(Limit.NONE);
    assertThat(run("outbox", "--flush").exitCode()).isZero();
    assertThat(taken())
        .containsExactlyInAnyOrder(List.of("a@example.com"), List.of("b@example.com"));
    assertThat(outbox()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIZE", "8BITMIME", "PIPELINING", "SMTPUTF8", "ENHANCEDSTATUSCODES"})
  void aServerNeedNotOfferEverything(String without) {
    cloud.smtp().settings().withoutExtension(without);

    CliRun run = send("-s", "Größe", "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(taken()).containsExactly(List.of("a@example.com"));
    assertThat(cloud.smtp().commands())
        .filteredOn(line -> line.startsWith("MAIL "))
        .singleElement()
        .matches(line -> line.contains(" SIZE=") != without.equals("SIZE"));
  }

  /** RFC 2920 section 3.1: where DATA is answered with 354 all the same, a dot alone ends it. */
  @Test
  void noMessageGoesToNobody() {
    cloud.faults().on("RCPT").times(2).bad("550 5.1.1 No such user");
    cloud.faults().on("DATA").no(END_DATA);
    cloud.faults().on(".").bad("554 5.5.1 Error: no valid recipients");

    CliRun run = send("a@example.com", "b@example.com");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(65);
    assertThat(run.err()).contains("no recipient was taken", "a@example.com (550", "b@example.com");
    assertThat(taken()).isEmpty();
    assertThat(outbox()).hasSize(1);
  }

  /** A reply that the end of the connection has cut off says nothing. */
  @ParameterizedTest
  @CsvSource({
    "CONNECT,6,75,failed",
    "EHLO,40,75,failed",
    "STARTTLS,2,75,failed",
    "AUTH,2,75,failed",
    "RCPT,3,75,failed",
    "DATA,2,75,failed",
    ".,2,76,unknown"
  })
  void aReplyThatIsCutOffIsNone(String verb, int octets, int code, String kept) {
    cloud.faults().on(verb).always().cutAfter(octets);

    CliRun run = send("a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(code);
    assertThat(outbox()).singleElement().matches(item -> item.get("state").asText().equals(kept));
  }
}
