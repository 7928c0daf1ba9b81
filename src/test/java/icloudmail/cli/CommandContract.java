package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.Schema;
import icloudmail.testkit.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every command does, whatever server it talks to. */
public abstract class CommandContract {
  private static final String BANK =
      Mails.plain("Bank <info@bank.example>", "Statement of May", "Your balance is low.");
  private static final String JOERG =
      Mails.plain(
          "=?UTF-8?Q?J=C3=B6rg_M=C3=BCller?= <joerg@example.com>",
          "=?UTF-8?B?R3LDvMOfZSBhdXMgS8O2bG4=?=",
          "See you.");
  private static final String REPLY =
      Mails.plain("Ada <ada@example.org>", "Re: Statement of May", "Thanks!")
          .replace("MIME-Version", "In-Reply-To: " + id(BANK) + "\nMIME-Version");

  @TempDir protected Path directory;

  protected abstract Stage stage();

  private static String id(String message) {
    Matcher id = Pattern.compile("(?m)^Message-ID: (.*)$").matcher(message);
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  @BeforeEach
  void deliver() {
    stage().reset();
    for (String message : List.of(BANK, JOERG, Mails.attachments(), REPLY)) {
      stage().deliver(message);
    }
  }

  private CliRun run(String... arguments) {
    return stage().setting(directory).run(arguments);
  }

  /** The answer of a run that must have gone well and silently. */
  private String answer(String... arguments) {
    CliRun run = run(arguments);
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).as(run.toString()).isEmpty();
    return run.out();
  }

  private List<String> subjects(String... query) {
    String[] arguments = new String[query.length + 2];
    arguments[0] = "list";
    arguments[1] = "--tsv";
    System.arraycopy(query, 0, arguments, 2, query.length);
    return answer(arguments).lines().map(row -> row.split("\t", -1)[3]).sorted().toList();
  }

  private String reference(String... query) {
    String[] arguments = new String[query.length + 2];
    arguments[0] = "list";
    arguments[1] = "--tsv";
    System.arraycopy(query, 0, arguments, 2, query.length);
    return answer(arguments).split("\t", -1)[0];
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from:info@bank.example                  | Statement of May",
        "from:müller                             | Grüße aus Köln",
        "not from:müller subject:statement       | Re: Statement of May,Statement of May",
        "subject:\"aus KÖLN\"                    | Grüße aus Köln",
        "subject:statement not subject:re:       | Statement of May",
        "subject:köln or from:info@bank.example  | Grüße aus Köln,Statement of May",
        "(subject:köln or subject:may) not from:ada@example.org | Grüße aus Köln,Statement of May",
        "body:balance                            | Statement of May",
        "not body:balance subject:statement      | Re: Statement of May",
        "text:balance or text:köln               | Grüße aus Köln,Statement of May",
        "has:attachment                          | Résumé",
        "not has:attachment                      | Grüße aus Köln,Re: Statement of May,Statement of May",
        "to:jo@icloud.com subject:köln             | Grüße aus Köln",
        "has:attachment larger:100 smaller:1M       | Résumé",
        "smaller:600 subject:may is:unread       | Re: Statement of May,Statement of May",
        "since:2020-01-01 subject:köln           | Grüße aus Köln",
        "before:2020-01-01                       | ",
        "is:flagged                              | ",
        "in:any subject:statement                | Re: Statement of May,Statement of May",
        "in:inbox in:archive subject:köln        | Grüße aus Köln",
      })
  void queriesMeanTheSame(String query, String subjects) {
    assertThat(String.join(",", subjects(query))).isEqualTo(subjects == null ? "" : subjects);
  }

  @Test
  void aListHasEveryMessage() {
    JsonNode all = Schema.parse(answer("list", "--json"));

    assertThat(all)
        .hasSize(4)
        .allSatisfy(item -> assertThat(Schema.problems("envelope", item)).isEmpty());
    assertThat(answer("list", "--count").strip()).isEqualTo("4");
    assertThat(answer("list", "--count", "subject:statement").strip()).isEqualTo("2");
    assertThat(answer("check", "--count").strip()).isEqualTo("4");
  }

  @Test
  void listsAreSortedHere() {
    List<String> subjects =
        answer("list", "--sort", "subject").lines().map(row -> row.split("\t", -1)[3]).toList();
    List<String> reversed =
        answer("list", "--sort", "subject", "--reverse")
            .lines()
            .map(row -> row.split("\t", -1)[3])
            .toList();

    assertThat(subjects)
        .startsWith("Grüße aus Köln", "Résumé")
        .last()
        .asString()
        .endsWith("Statement of May");
    assertThat(reversed).last().isEqualTo("Grüße aus Köln");
    assertThat(answer("list", "--sort", "size", "-n", "1")).contains("\tRésumé\t");
  }

  @Test
  void answersStandBelowWhatTheyAnswer() {
    JsonNode threads = Schema.parse(answer("list", "--threads", "--json", "subject:statement"));

    assertThat(threads).extracting(each -> each.get("depth").asInt()).containsExactly(0, 1);
    assertThat(threads.get(0).get("messageId").textValue()).isEqualTo(id(BANK));
  }

  @Test
  void snippetsShowHowTextsBegin() {
    JsonNode found = Schema.parse(answer("list", "--snippet", "--json", "subject:statement"));

    assertThat(found)
        .extracting(each -> each.get("snippet").textValue())
        .containsExactlyInAnyOrder("Your balance is low.", "Thanks!");
  }

  @Test
  void aMessageIsFetchedByEveryName() {
    String reference = reference("from:info@bank.example");
    String uid = reference.substring(reference.lastIndexOf('/') + 1);

    for (String name : List.of(reference, uid, uid + ":" + uid, id(BANK))) {
      assertThat(answer("fetch", name)).contains("Your balance is low.");
    }
    assertThat(stage().setting(directory).withStdin(reference + "\trest\n").run("fetch", "-").out())
        .contains("Your balance is low.");
    assertThat(run("fetch", uid, "4000000000").exitCode()).isEqualTo(1);
    assertThat(run("fetch", "<nobody@example.com>").exitCode()).isEqualTo(1);
  }

  @Test
  void attachmentsAreSaved() throws Exception {
    answer(
        "fetch", "has:attachment", "--as", "attachments", "-o", directory.resolve("o").toString());

    assertThat(Files.readString(directory.resolve("o/numbers.csv"))).isEqualTo("a,b\n1,2\n");
  }

  @Test
  void markSetsAndClearsFlags() {
    String marked = answer("mark", "subject:statement", "--read", "--flag");

    assertThat(marked.lines()).hasSize(2).allMatch(row -> row.contains("\tmarked\t"));
    assertThat(subjects("is:flagged is:read")).hasSize(2);
    answer("mark", "from:info@bank.example", "--unread", "--unflag");
    assertThat(subjects("is:flagged")).containsExactly("Re: Statement of May");
    assertThat(run("check", "-q", "is:answered").exitCode()).isEqualTo(1);
  }

  @Test
  void aRehearsalChangesNothing() {
    assertThat(answer("mark", "from:info@bank.example", "--read", "--dry-run"))
        .contains("\tplanned\t");
    assertThat(answer("move", "from:info@bank.example", "archive", "--dry-run"))
        .contains("\tplanned\t");
    assertThat(answer("move", "from:info@bank.example", "--forever", "--dry-run"))
        .contains("\tplanned\t");

    assertThat(subjects("is:unread")).hasSize(4);
    assertThat(answer("list", "in:archive")).isEmpty();
  }

  @Test
  void moveTellsTheNewReference() {
    String before = reference("from:info@bank.example");
    JsonNode moved = Schema.parse(answer("move", before, "archive", "--json"));

    assertThat(moved)
        .hasSize(1)
        .allSatisfy(item -> assertThat(Schema.problems("change", item)).isEmpty());
    assertThat(moved.get(0).get("status").textValue()).isEqualTo("moved");
    assertThat(moved.get(0).get("oldRef").textValue()).isEqualTo(before);
    String after = moved.get(0).get("ref").textValue();
    assertThat(after).startsWith("Archive/");
    assertThat(answer("fetch", after)).contains("Your balance is low.");
    assertThat(run("fetch", before).exitCode()).isEqualTo(1);
    assertThat(answer("list", "--count").strip()).isEqualTo("3");
  }

  @Test
  void movedToTrashIsInTheAccountsFolderForIt() {
    answer("move", "subject:statement", "trash");

    assertThat(stage().messages(stage().trash())).hasSize(2);
    assertThat(subjects("in:trash")).hasSize(2);
    assertThat(subjects("in:any")).hasSize(2);
    assertThat(subjects("in:any in:trash")).hasSize(4);
  }

  @Test
  void whatIsRemovedForeverIsGoneAndNothingElse() {
    String kept = reference("from:ada@example.org");
    CliRun deleted = run("move", "subject:köln", "--forever");
    assertThat(deleted.exitCode()).isEqualTo(64);

    answer("move", "subject:köln", "--forever", "--yes");

    assertThat(subjects()).hasSize(3).doesNotContain("Grüße aus Köln");
    assertThat(answer("fetch", kept)).contains("Thanks!");
    assertThat(stage().messages(stage().trash())).isEmpty();
  }

  @Test
  void foldersHaveRolesAndCounts() {
    String folders = answer("folders");

    assertThat(folders.lines())
        .contains(
            "INBOX\tinbox\t4\t4",
            "Archive\tarchive\t0\t0",
            "Drafts\tdrafts\t0\t0",
            "Junk\tjunk\t0\t0",
            stage().sent() + "\tsent\t0\t0",
            stage().trash() + "\ttrash\t0\t0");
    assertThat(Schema.parse(answer("folders", "--json")))
        .allSatisfy(item -> assertThat(Schema.problems("folder", item)).isEmpty());
  }

  @Test
  void whatIsSentIsFiledOnceInTheAccountsFolderForIt() {
    JsonNode receipt =
        Schema.parse(answer("send", "--json", "-s", "Schöne Grüße", "-m", "x", "a@example.com"));

    assertThat(receipt.get("sentCopy").get("status").textValue()).isEqualTo("filed");
    assertThat(stage().messages(stage().sent())).hasSize(1);
    assertThat(subjects("in:sent")).containsExactly("Schöne Grüße");
  }

  @Test
  void answersHoldTheirThread() {
    answer("send", "--reply", "from:ada@example.org", "-m", "How low?");
    answer("send", "--reply", "in:sent subject:statement", "-m", "Well?");

    List<String> sent = stage().messages(stage().sent());
    assertThat(sent).hasSize(2);
    String first = id(sent.get(0).replace("\r", ""));
    String before = "References: " + id(BANK) + "\\s+" + id(REPLY);
    assertThat(sent.get(0))
        .contains("To: Ada <ada@example.org>", "Subject: Re: Statement of May")
        .contains("In-Reply-To: " + id(REPLY))
        .containsPattern(before)
        .contains("How low?", "Ada <ada@example.org> wrote:", "> Thanks!");
    assertThat(sent.get(1))
        .contains("To: Ada <ada@example.org>", "In-Reply-To: " + first)
        .containsPattern(before + "\\s+" + first)
        .contains("> How low?", ">> Thanks!");
    assertThat(subjects("is:answered")).containsExactly("Re: Statement of May");
  }

  @Test
  void aForwardCarriesEveryOctet() throws Exception {
    answer("send", "--forward", "has:attachment", "-m", "Look.", "a@example.com");
    answer("fetch", "in:sent has:attachment", "--as", "attachments", "-o", directory + "/f");

    assertThat(Files.readString(directory.resolve("f/numbers.csv"))).isEqualTo("a,b\n1,2\n");
    assertThat(answer("fetch", "in:sent has:attachment"))
        .contains("Subject: Fwd: Résumé", "Begin forwarded message:", "See the files.");
    assertThat(answer("list", "has:attachment", "--json")).contains("\"$Forwarded\"");
  }

  @Test
  void aWholeMessageIsForwardedAsItCame() throws Exception {
    answer("send", "--forward", "subject:köln", "--attached", "-m", "Look.", "a@example.com");
    answer("fetch", "in:sent has:attachment", "--as", "attachments", "-o", directory + "/f");

    assertThat(Files.readString(directory.resolve("f/Grüße aus Köln.eml")))
        .isEqualTo(answer("fetch", "subject:köln", "--as", "raw"));
  }

  @Test
  void aDraftWaitsInTheFolderForDrafts() {
    JsonNode draft = Schema.parse(answer("send", "--draft", "--json", "-s", "Später", "-m", "x"));

    assertThat(Schema.problems("draft", draft)).isEmpty();
    assertThat(answer("fetch", draft.get("ref").textValue())).contains("Subject: Später");
    assertThat(subjects("in:drafts is:draft is:read")).containsExactly("Später");
    assertThat(stage().messages(stage().sent())).isEmpty();
  }

  @Test
  void checkTellsByItsExitCode() {
    assertThat(run("check", "-q", "from:info@bank.example").exitCode()).isZero();
    assertThat(run("check", "-q", "from:nobody@bank.example").exitCode()).isEqualTo(1);
    assertThat(run("check", "-q", "in:any is:flagged").exitCode()).isEqualTo(1);
    assertThat(run("check", "in:Nope").exitCode()).isEqualTo(64);
  }
}
