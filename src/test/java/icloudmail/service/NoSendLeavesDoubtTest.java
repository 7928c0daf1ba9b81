package icloudmail.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Schema;
import icloudmail.testkit.icloud.Faults;
import icloudmail.testkit.icloud.ICloud;
import icloudmail.testkit.icloud.SmtpDouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a send to two recipients comes to where any step of it goes wrong in any way, and what the
 * next flushes make of it: told by hand, from RFC 5321 (sections 3.8, 4.2.1, 4.5.3.2), RFC 2920 and
 * the exit codes, and never learnt from the program.
 */
class NoSendLeavesDoubtTest {
  private static final String FIRST = "jo@icloud.com";
  private static final String SECOND = "bob@example.com";
  private static final List<String> BOTH = List.of(FIRST, SECOND);
  private static final List<String> PIPELINED =
      List.of("MAIL", "RCPT-1", "RCPT-2", "RCPT-all", "DATA", "data-small", "dot");

  /** Octets of an attachment that the buffers of both sides cannot take. */
  private static final int LARGE = 6_000_000;

  /**
   * A row for each step. The message of {@code data-large} is cut while it is being written; with
   * {@code data-small} all of it is on its way when the server breaks off, and nobody knows what it
   * has read. With {@code answer} it has taken the message, and cannot say so.
   */
  private static final String TABLE =
      """
      step       | 421     | 4xx          | 5xx          | close   | reset   | stall   | garbage
      greeting   | later   | later        | barred       | later   | later   | later   | broken
      EHLO       | later   | later        | barred       | later   | later   | later   | broken
      STARTTLS   | later   | later        | barred       | later   | later   | later   | broken
      TLS        | broken  | broken       | broken       | later   | later   | later   | broken
      EHLO-TLS   | later   | later        | barred       | later   | later   | later   | broken
      AUTH       | later   | later        | login        | later   | later   | later   | broken
      MAIL       | later   | later        | never        | later   | later   | later   | broken
      RCPT-1     | later   | first-later  | first-never  | later   | later   | later   | broken
      RCPT-2     | later   | second-later | second-never | later   | later   | later   | broken
      RCPT-all   | -       | later        | never        | -       | -       | -       | -
      DATA       | later   | later        | never        | later   | later   | later   | broken
      data-large | -       | -            | -            | later   | later   | later   | -
      data-small | later   | later        | never        | unknown | unknown | unknown | unknown
      dot        | later   | later        | never        | unknown | unknown | unknown | unknown
      answer     | -       | -            | -            | taken   | -       | -       | -
      QUIT       | sent    | sent         | sent         | sent    | sent    | sent    | sent
      """;

  /**
   * What each word means.
   *
   * @param code the exit code, and with {@code --queue}
   * @param kind of the error on stderr, or null where a receipt is on stdout
   * @param state in the outbox, or null where it is not there, and with {@code --queue}
   * @param left the recipients in the outbox
   * @param served those whom the server has taken it for
   */
  private record Meaning(
      int code,
      int queueCode,
      String kind,
      String state,
      String queueState,
      List<String> left,
      List<String> served) {}

  private static final Map<String, Meaning> MEANINGS =
      Map.ofEntries(
          Map.entry("sent", new Meaning(0, 0, null, null, null, List.of(), BOTH)),
          Map.entry("later", kept(75, 0, "temporary", "failed", "queued")),
          Map.entry("never", kept(65, 65, "refused", "failed", "failed")),
          Map.entry("barred", kept(69, 69, "service_refused", "failed", "failed")),
          Map.entry("login", kept(77, 77, "auth", "failed", "failed")),
          Map.entry("broken", kept(76, 76, "protocol", "failed", "failed")),
          Map.entry("unknown", kept(76, 76, "unknown_outcome", "unknown", "unknown")),
          Map.entry(
              "taken", new Meaning(76, 76, "unknown_outcome", "unknown", "unknown", BOTH, BOTH)),
          Map.entry("first-later", partly(65, 0, "queued", "queued", FIRST, SECOND)),
          Map.entry("second-later", partly(65, 0, "queued", "queued", SECOND, FIRST)),
          Map.entry("first-never", partly(65, 65, null, null, null, SECOND)),
          Map.entry("second-never", partly(65, 65, null, null, null, FIRST)));

  private static Meaning kept(
      int code, int queueCode, String kind, String state, String queueState) {
    return new Meaning(code, queueCode, kind, state, queueState, BOTH, List.of());
  }

  private static Meaning partly(
      int code, int queueCode, String state, String queueState, String left, String served) {
    List<String> rest = left == null ? List.of() : List.of(left);
    return new Meaning(code, queueCode, null, state, queueState, rest, List.of(served));
  }

  private record Cell(String step, String fault, String word, boolean queue, boolean pipelining) {
    boolean mustWait() {
      return fault.equals("stall") && !step.equals("QUIT");
    }
  }

  @TempDir static Path directory;

  private static Path large;

  @BeforeAll
  static void write() throws IOException {
    large = Files.write(directory.resolve("large"), new byte[LARGE]);
  }

  @Test
  void whereverItGoesWrongTheOutcomeIsTold() throws InterruptedException {
    assertThat(wrong(cells().filter(cell -> !cell.mustWait()).toList(), 4)).isEmpty();
  }

  @Test
  void whereverTheServerFallsSilentTheOutcomeIsTold() throws InterruptedException {
    assertThat(wrong(cells().filter(Cell::mustWait).toList(), 6)).isEmpty();
  }

  private static Stream<Cell> cells() {
    List<List<String>> rows =
        TABLE.lines().map(line -> List.of(line.strip().split("\\s*\\|\\s*"))).toList();
    List<Cell> cells = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      for (int i = 1; i < row.size(); i++) {
        int ways = PIPELINED.contains(row.get(0)) ? 3 : 2;
        for (int way = 0; way < ways && !row.get(i).equals("-"); way++) {
          cells.add(new Cell(row.get(0), rows.get(0).get(i), row.get(i), way == 1, way < 2));
        }
      }
    }
    return cells.stream();
  }

  private static List<String> wrong(List<Cell> cells, int atOnce) throws InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(atOnce);
    try {
      List<String> wrong = new ArrayList<>();
      List<Callable<Void>> checks =
          cells.stream().<Callable<Void>>map(NoSendLeavesDoubtTest::check).toList();
      List<Future<Void>> done = executor.invokeAll(checks);
      for (int i = 0; i < cells.size(); i++) {
        try {
          done.get(i).get();
        } catch (ExecutionException e) {
          wrong.add(cells.get(i) + ": " + e.getCause());
        }
      }
      return wrong;
    } finally {
      executor.shutdownNow();
    }
  }

  private static Callable<Void> check(Cell cell) {
    return () -> {
      Path state = Files.createTempDirectory(directory, "state");
      try (ICloud cloud = new ICloud()) {
        new Trial(cell, cloud, cloud.setting(state), large).run();
      }
      return null;
    };
  }

  /** One cell. */
  private record Trial(Cell cell, ICloud cloud, CliRun.Setting setting, Path large) {
    void run() throws Exception {
      Meaning meaning = MEANINGS.get(cell.word);
      spoil();
      CliRun sent = send();
      told(meaning, sent);
      String outbox = cell.queue ? meaning.queueState : meaning.state;
      List<JsonNode> items = outbox();
      assertThat(items).as("outbox").hasSize(outbox == null ? 0 : 1);
      assertThat(served()).as("taken by the server").isEqualTo(meaning.served);
      if (outbox != null) {
        kept(items.get(0), outbox, meaning.left);
        cloud.faults().clear();
        flushed(items.get(0), outbox, meaning);
      }
      boolean never = meaning.served.size() == 1 && meaning.left.isEmpty();
      assertThat(served())
          .as("taken in the end")
          .containsExactlyInAnyOrderElementsOf(never ? meaning.served : BOTH);
      assertThat(outbox()).as("outbox in the end").isEmpty();
      assertThat(cloud.messages(cloud.sent())).as("copies").hasSize(1);
    }

    private void spoil() {
      if (!cell.pipelining) {
        cloud.smtp().settings().withoutExtension("PIPELINING");
      }
      Faults.Rule rule =
          switch (cell.step) {
            // always: the connection for the copy is made meanwhile
            case "greeting" -> cloud.faults().on("CONNECT").always();
            case "EHLO-TLS" -> cloud.faults().on("EHLO").after(1);
            case "RCPT-1" -> cloud.faults().on("RCPT");
            case "RCPT-2" -> cloud.faults().on("RCPT").after(1);
            case "RCPT-all" -> cloud.faults().on("RCPT").times(2);
            case "data-large", "data-small" -> cloud.faults().on("MIDWAY");
            case "dot", "answer" -> cloud.faults().on(".");
            default -> cloud.faults().on(cell.step);
          };
      switch (cell.fault) {
        case "421" -> rule.bye();
        case "4xx" -> rule.no("4.3.0 Try again later");
        case "5xx" -> rule.bad("5.5.0 Not this one");
        case "close" -> {
          if (cell.step.equals("answer")) {
            rule.unanswered();
          } else {
            rule.close();
          }
        }
        case "reset" -> rule.reset();
        case "stall" -> rule.stall();
        default -> rule.garbage();
      }
    }

    private CliRun send() {
      List<String> arguments =
          new ArrayList<>(List.of("send", "--jsonl", "-s", "Hi", "-b", SECOND, FIRST));
      if (cell.queue) {
        arguments.add("--queue");
      }
      if (cell.mustWait()) {
        arguments.addAll(List.of("--timeout", "1s"));
      }
      if (cell.step.equals("data-large")) {
        arguments.addAll(List.of("-A", large.toString()));
      }
      return setting.withStdin("precious\n").run(arguments.toArray(String[]::new));
    }

    private void told(Meaning meaning, CliRun sent) {
      int code = cell.queue ? meaning.queueCode : meaning.code;
      assertThat(sent.exitCode()).as(sent.toString()).isEqualTo(code);
      if (meaning.kind != null && code != 0) {
        assertThat(sent.out()).isEmpty();
        JsonNode error = Schema.parse(sent.err().strip()).get("error");
        assertThat(error.get("kind").asText()).as(sent.err()).isEqualTo(meaning.kind);
        assertThat(error.get("code").asInt()).isEqualTo(code);
      } else {
        JsonNode receipt = Schema.parse(sent.out());
        assertThat(receipt.get("status").asText())
            .isEqualTo(meaning.served.isEmpty() ? "queued" : "sent");
        assertThat(texts(receipt.get("accepted"))).isEqualTo(meaning.served);
        assertThat(receipt.get("refused")).hasSize(meaning.served.size() % 2);
      }
    }

    private void kept(JsonNode item, String outbox, List<String> left) {
      assertThat(item.get("state").asText()).isEqualTo(outbox);
      assertThat(texts(item.get("recipients"))).isEqualTo(left);
      CliRun shown = setting.run("outbox", "--show", item.get("id").asText());
      assertThat(shown.out()).contains("\r\n\r\nprecious\r\n").doesNotContain(SECOND);
    }

    /** What a plain flush does, and where that must not send it, one that names it. */
    private void flushed(JsonNode item, String outbox, Meaning meaning) {
      CliRun plain = setting.run("outbox", "--flush");
      boolean settled = cell.word.equals("taken") || outbox.equals("queued");
      assertThat(plain.exitCode())
          .as(plain.toString())
          .isEqualTo(outbox.equals("unknown") && !settled ? 76 : 0);
      if (!settled) {
        assertThat(served()).as("taken after a plain flush").isEqualTo(meaning.served);
        kept(outbox().get(0), outbox, meaning.left);
        CliRun named = setting.run("outbox", "--flush", item.get("id").asText());
        assertThat(named.exitCode()).as(named.toString()).isZero();
      }
    }

    private List<String> served() {
      return cloud.smtp().submissions().stream()
          .map(SmtpDouble.Submission::recipients)
          .flatMap(List::stream)
          .toList();
    }

    private List<JsonNode> outbox() {
      CliRun run = setting.run("outbox", "--jsonl");
      assertThat(run.exitCode()).as(run.toString()).isZero();
      return run.out().lines().map(Schema::parse).toList();
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
