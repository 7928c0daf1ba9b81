package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.Schema;
import icloudmail.testkit.ServersExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ListCommandTest {
  @RegisterExtension static final ServersExtension SERVERS = new ServersExtension();

  @TempDir Path directory;

  @BeforeEach
  void deliver() {
    SERVERS.servers().deliver(Mails.plain("Bank <info@bank.example>", "Statement", "one"));
    SERVERS
        .servers()
        .deliver(
            Mails.plain(
                "=?UTF-8?Q?J=C3=B6rg?= <joerg@example.com>", "=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=", "two"));
    SERVERS.servers().deliver(Mails.plain("Zoe <zoe@example.com>", "evil \u001B[2J", "three"));
  }

  private CliRun.Setting setting() {
    return SERVERS.setting(directory);
  }

  @Test
  void printsRowsInAPipeNewestFirst() {
    CliRun run = setting().run("list");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    String[] rows = run.out().split("\n", -1);
    assertThat(rows).hasSize(4);
    assertThat(rows[0]).contains("\tZoe <zoe@example.com>\tevil ␛[2J\t");
    assertThat(rows[1]).contains("\tJörg <joerg@example.com>\tGrüße\t");
    assertThat(rows[2])
        .matches("INBOX/\\d+/\\d+\t[0-9TZ:-]+\tBank <info@bank.example>\tStatement\t\t\\d+\t<.*>");
  }

  @Test
  void printsATableOnATerminal() {
    CliRun run = setting().onTerminal(80).run("list", "-n", "2");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).hasSize(3).allMatch(line -> line.length() <= 80);
    assertThat(run.out()).contains("UID", "DATE", "Jörg", "Grüße").doesNotContain("\t", "\u001B");
  }

  @Test
  void findsDecodedWordsOfEncodedHeaders() {
    CliRun run = setting().run("list", "subject:GRÜSSE", "is:read");
    CliRun folded = setting().run("list", "subject:grüße");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(folded.out()).contains("Jörg").hasLineCount(1);
    assertThat(folded.err()).isEmpty();
  }

  @Test
  void findsByFlagAndField() {
    CliRun unread = setting().run("list", "is:unread from:info@bank.example");
    CliRun read = setting().run("list", "is:read");

    assertThat(unread.out()).contains("Statement").hasLineCount(1);
    assertThat(read.exitCode()).isZero();
    assertThat(read.out()).isEmpty();
    assertThat(read.err()).isEmpty();
  }

  @Test
  void findsByArrival() {
    CliRun since = setting().run("list", "since:2020-01-01");
    CliRun before = setting().run("list", "before:2020-01-01");

    assertThat(since.out()).hasLineCount(3);
    assertThat(before.out()).isEmpty();
    assertThat(before.exitCode()).isZero();
  }

  @Test
  void aReferenceNamesItsMessage() {
    String reference = setting().run("list", "from:info@bank.example").out().split("\t", -1)[0];

    CliRun run = setting().run("list", reference);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith(reference + "\t").hasLineCount(1);
  }

  @Test
  void aStaleReferenceIsAnErrorAndNotAnotherMessage() {
    String[] parts =
        setting().run("list", "from:info@bank.example").out().split("\t", -1)[0].split("/", -1);
    String stale = "INBOX/" + (Long.parseLong(parts[1]) + 1) + "/" + parts[2];

    CliRun run = setting().run("list", stale);

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("stale reference", "List it again for fresh references.");
  }

  @Test
  void anUnknownFolderIsToldWithThoseThatAreThere() {
    CliRun run = setting().run("list", "in:Nope");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            "icloud-mail: there is no folder 'Nope'\n"
                + "  These are there: Archive, Deleted Messages, Drafts, INBOX, Junk, Notes,"
                + " Sent Messages.\n");
  }

  @Test
  void anEmptyFolderIsAnEmptyListInEveryForm() {
    assertThat(setting().run("list", "in:Archive").out()).isEmpty();
    assertThat(setting().run("list", "in:Archive", "--json").out()).isEqualTo("[]\n");
    assertThat(setting().run("list", "in:Archive", "--jsonl").out()).isEmpty();
    assertThat(setting().onTerminal(80).run("list", "in:Archive").out())
        .isEqualTo("No messages in Archive.\n");
  }

  @Test
  void aLongListComesInPiecesAndIsWhole() {
    for (int i = 0; i < 450; i++) {
      SERVERS.servers().deliver(Mails.plain("a@example.com", "number " + i, "x"));
    }

    CliRun all = setting().run("list", "-n", "1000", "--json");
    CliRun some = setting().run("list", "-n", "401", "subject:number");
    CliRun table = setting().onTerminal(80).run("list", "-n", "1000");

    assertThat(Schema.parse(all.out())).hasSize(453);
    assertThat(some.out().lines()).hasSize(401).first().asString().contains("\tnumber 449\t");
    assertThat(some.out().lines().skip(400)).first().asString().contains("\tnumber 49\t");
    assertThat(table.out().lines()).hasSize(454).doesNotHaveDuplicates();
  }

  @Test
  void globalOptionsStandBeforeOrBehindTheCommand() {
    CliRun before = setting().run("--jsonl", "list", "-n", "1");
    CliRun behind = setting().run("list", "-n", "1", "--jsonl");

    assertThat(before.out()).isEqualTo(behind.out()).startsWith("{\"v\":1,\"ref\":\"INBOX/");
    assertThat(before.exitCode()).isZero();
  }

  @Test
  void aWordThatIsNotKnownIsPointedAt() {
    CliRun run = setting().run("list", "from:bank colour:red");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith(
            "icloud-mail: this word of the query is not known\n"
                + "  from:bank colour:red\n"
                + "            ^^^^^^^^^^\n");
  }

  @Test
  void onlyOneFormCanBeHad() {
    CliRun run = setting().run("list", "--json", "--tsv");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("\"code\":64", "only one of --json");
  }
}
