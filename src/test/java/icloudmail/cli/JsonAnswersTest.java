package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.Schema;
import icloudmail.testkit.ServersExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every answer in JSON, held against the schemas that ship. */
class JsonAnswersTest {
  @RegisterExtension static final ServersExtension SERVERS = new ServersExtension();

  @TempDir Path directory;

  @BeforeEach
  void deliver() {
    SERVERS.servers().deliver(Mails.attachments());
    SERVERS.servers().deliver(Mails.plain("a@example.com", "evil \u202E\u001B", "x"));
  }

  private CliRun run(String... arguments) {
    return SERVERS.setting(directory).run(arguments);
  }

  private static void isValid(String schema, JsonNode json) {
    assertThat(Schema.problems(schema, json)).as(json.toString()).isEmpty();
  }

  @Test
  void list() {
    JsonNode document = Schema.parse(run("list", "--json").out());

    assertThat(document.isArray()).isTrue();
    assertThat(document).hasSize(2).allSatisfy(item -> isValid("envelope", item));
    assertThat(document.get(0).get("subject").textValue()).isEqualTo("evil \u202E\u001B");
    assertThat(document.get(1).get("from").get(0).get("name").textValue()).isEqualTo("Jörg");
    assertThat(document.get(1).get("attachments").isNull()).isTrue();
  }

  @Test
  void listByLines() {
    CliRun run = run("list", "--jsonl");

    assertThat(run.out().lines())
        .hasSize(2)
        .allSatisfy(line -> isValid("envelope", Schema.parse(line)));
    assertThat(run.out()).doesNotContain("\u202E");
  }

  @Test
  void checkPrintsTheSameItems() {
    JsonNode document = Schema.parse(run("check", "--json").out());

    assertThat(document).hasSize(2).allSatisfy(item -> isValid("envelope", item));
  }

  @Test
  void checkThatFindsNothingIsAnEmptyList() {
    CliRun run = run("check", "--json", "in:Archive");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEqualTo("[]\n");
  }

  @Test
  void count() {
    isValid("count", Schema.parse(run("check", "--count", "--json").out()));
  }

  @Test
  void fetch() {
    JsonNode document = Schema.parse(run("fetch", "subject:Résumé", "--json").out());

    assertThat(document).hasSize(1).allSatisfy(item -> isValid("message", item));
    assertThat(document.get(0).get("text").textValue()).isEqualTo("See the files.");
    assertThat(document.get(0).get("attachments").get(0).get("name").textValue())
        .isEqualTo("numbers.csv");
  }

  @Test
  void fetchedAttachments() {
    JsonNode document =
        Schema.parse(
            run(
                    "fetch",
                    "since:2020-01-01",
                    "--as",
                    "attachments",
                    "-o",
                    directory + "/o",
                    "--json")
                .out());

    assertThat(document).hasSize(2).allSatisfy(item -> isValid("saved", item));
    assertThat(Path.of(document.get(0).get("path").textValue())).hasContent("a,b\n1,2\n");
  }

  @Test
  void send() {
    JsonNode receipt =
        Schema.parse(run("send", "--json", "-m", "x", "a@example.com", "b@refused.example").out());

    isValid("receipt", receipt);
    assertThat(receipt.get("sentCopy").get("status").textValue()).isEqualTo("filed");
    assertThat(receipt.get("sentCopy").get("ref").textValue()).startsWith("Sent Messages/");
  }

  @Test
  void savedDrafts() {
    JsonNode draft = Schema.parse(run("send", "--draft", "--jsonl", "-m", "x").out());

    isValid("draft", draft);
    assertThat(draft.get("folder").textValue()).isEqualTo("Drafts");
  }

  @Test
  void failures() {
    isValid("error", Schema.parse(run("list", "in:Nope", "--json").err()));
    isValid("error", Schema.parse(run("list", "--nope", "--json").err()));
    isValid("error", Schema.parse(run("fetch", "4711", "--jsonl").err()));
  }
}
