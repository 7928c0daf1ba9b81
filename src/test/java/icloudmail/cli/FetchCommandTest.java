package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.ServersExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FetchCommandTest {
  @RegisterExtension static final ServersExtension SERVERS = new ServersExtension();

  @TempDir Path directory;

  private CliRun.Setting setting() {
    return SERVERS.setting(directory);
  }

  private String deliver(String message) {
    SERVERS.servers().deliver(message);
    return setting().run("list", "-n", "1").out().split("\t", -1)[0];
  }

  @Test
  void showsTheTextAndLeavesTheMessageUnread() {
    String reference = deliver(Mails.plain("Zoë <zoe@example.com>", "Hello", "Grüße\nfrom here"));

    CliRun run = setting().run("fetch", reference);

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            "From: Zoë <zoe@example.com>\nTo: jo@icloud.com\n"
                + "Date: Mon, 23 Nov 2026 09:00:00 +0100\nSubject: Hello\n\nGrüße\nfrom here\n");
    assertThat(setting().run("check", "-q").exitCode()).isZero();
  }

  @Test
  void marksAsReadWhereSeenIsAskedFor() {
    String reference = deliver(Mails.plain("a@example.com", "Hello", "x"));

    CliRun run = setting().run("fetch", "--seen", reference);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Subject: Hello");
    assertThat(setting().run("check", "-q").exitCode()).isEqualTo(1);
  }

  @Test
  void rendersHtmlAsText() {
    String reference =
        deliver(
            Mails.html(
                "Offer",
                "<html><head><style>p{}</style></head><body><h1>Sale</h1><p>Only <b>today</b>"
                    + " &amp; <a href='https://example.com/x'>here</a></p>"
                    + "<ul><li>one</li><li>two</li></ul></body></html>"));

    CliRun run = setting().run("fetch", reference);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .endsWith("Sale\n\nOnly today & here [1]\n\n- one\n- two\n\n[1] https://example.com/x\n");
  }

  @Test
  void rawIsByteExact() throws IOException {
    String message = Mails.plain("a@example.com", "Hello", "x");
    String reference = deliver(message);

    CliRun run = setting().run("fetch", reference, "--as", "raw");
    CliRun file = setting().run("fetch", reference, "--as", "raw", "-o", directory + "/one.eml");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).endsWith(message.replace("\n", "\r\n"));
    assertThat(file.out()).isEqualTo(directory + "/one.eml\n");
    assertThat(Files.readString(directory.resolve("one.eml"))).isEqualTo(run.out());
  }

  @Test
  void rawIsHarmlessOnATerminal() {
    String reference = deliver(Mails.plain("a@example.com", "Hello", "x\u001B[31mred"));

    CliRun run = setting().onTerminal(80).run("fetch", reference, "--as", "raw");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("x␛[31mred").doesNotContain("\u001B", "\r");
  }

  @Test
  void savesAttachmentsUnderSafeNamesAndNeverOverwrites() throws IOException {
    String reference = deliver(Mails.attachments());
    Path out = directory.resolve("out");

    CliRun first = setting().run("fetch", reference, "--as", "attachments", "-o", out.toString());
    CliRun second = setting().run("fetch", reference, "--as", "attachments", "-o", out.toString());

    assertThat(first.exitCode()).as(first.toString()).isZero();
    assertThat(first.err()).isEmpty();
    assertThat(first.out()).isEqualTo(out + "/numbers.csv\n" + out + "/_.._etc_passwd\n");
    assertThat(second.out()).startsWith(out + "/numbers (1).csv\n");
    assertThat(Files.readString(out.resolve("numbers.csv"))).isEqualTo("a,b\n1,2\n");
    assertThat(Files.readString(out.resolve("_.._etc_passwd"))).isEqualTo("%PDF");
    try (var files = Files.list(out)) {
      assertThat(files).hasSize(4);
    }
  }

  @Test
  void namesAttachmentsBelowTheText() {
    String reference = deliver(Mails.attachments());

    CliRun run = setting().run("fetch", reference);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("Subject: Résumé\n\nSee the files.\n")
        .endsWith(
            "\n[attachment 1] numbers.csv, text/csv, 8 B\n"
                + "[attachment 2] ../../etc/passwd, application/pdf, 4 B\n");
  }

  @Test
  void showsTheHtmlWhereItIsPreferredAlsoInAFile() throws IOException {
    String reference =
        deliver(
            """
            From: shop@example.com
            Subject: Offer
            Content-Type: multipart/signed; protocol="application/pgp-signature"; boundary=s

            --s
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain

            Your mail program cannot show this.
            --b
            Content-Type: text/html

            <p>Only today</p>
            --b--
            --s
            Content-Type: application/pgp-signature

            x
            --s--
            """);
    String heading = "From: shop@example.com\nSubject: Offer\n\n";
    String below =
        "\n[attachment 1] signature.asc, application/pgp-signature, 1 B\n"
            + "\n[note] signed with OpenPGP; the signature is not checked\n";
    Path file = directory.resolve("offer.txt");

    CliRun plain = setting().run("fetch", reference);
    CliRun html = setting().run("fetch", reference, "--prefer", "html");
    CliRun saved = setting().run("fetch", reference, "--prefer=html", "-o", file.toString());

    assertThat(plain.exitCode()).isZero();
    assertThat(plain.err()).isEmpty();
    assertThat(plain.out()).isEqualTo(heading + "Your mail program cannot show this.\n" + below);
    assertThat(html.exitCode()).isZero();
    assertThat(html.err()).isEmpty();
    assertThat(html.out()).isEqualTo(heading + "Only today\n" + below);
    assertThat(saved.out()).isEqualTo(file + "\n");
    assertThat(file).content().isEqualTo(html.out());
  }

  @Test
  void aPreferenceThatIsNoneIsToldWhichThereAre() {
    CliRun run = setting().run("fetch", "1", "--prefer", "rtf");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("'rtf' is not one of plain, html");
  }

  @Test
  void savesOneFileAMessage() throws IOException {
    deliver(Mails.plain("a@example.com", "One", "x"));
    deliver(Mails.plain("b@example.com", "Two", "x"));
    Path out = directory.resolve("out");

    CliRun run = setting().run("fetch", "since:2020-01-01", "--as", "eml", "-o", out.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).hasLineCount(2);
    for (String path : run.out().lines().toList()) {
      assertThat(path).matches(".*/INBOX-\\d+-\\d+\\.eml");
      assertThat(Files.readString(Path.of(path))).contains("Subject: ");
    }
  }

  @Test
  void headersAreDecoded() {
    String reference = deliver(Mails.attachments());

    CliRun run = setting().run("fetch", reference, "--as", "headers");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("From: Jörg <joerg@example.com>\n", "Subject: Résumé\n")
        .doesNotContain("See the files");
  }

  @Test
  void aMessageThatIsNotThereIsOne() {
    CliRun run = setting().run("fetch", "4711");
    CliRun none = setting().run("fetch", "subject:nothing");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("icloud-mail: INBOX has no message with UID 4711\n");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.out()).isEmpty();
  }

  @Test
  void theOthersAreShownWhereOneIsMissing() {
    String reference = deliver(Mails.plain("a@example.com", "One", "x"));
    String uid = reference.substring(reference.lastIndexOf('/') + 1);

    CliRun run = setting().run("fetch", uid, "99999", "--json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).startsWith("[{\"v\":1,\"ref\":\"" + reference).endsWith("}]\n");
    assertThat(run.err()).contains("\"kind\":\"not_found\"", "99999");
  }

  @Test
  void rawBytesHaveNoPlaceInJson() {
    CliRun run = setting().run("fetch", "1", "--as", "raw", "--json");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("raw bytes have no place in JSON");
  }

  @Test
  void aMessageWithoutAttachmentsIsToldAndTheAnswerIsAnEmptyList() {
    String reference = deliver(Mails.plain("a@example.com", "Hello", "x"));

    CliRun run = setting().run("fetch", reference, "--as", "attachments", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("[]\n");
    assertThat(run.err())
        .isEqualTo("icloud-mail: warning: message " + reference + " has no attachment\n");
  }

  @Test
  void fetchNeedsToBeToldWhat() {
    CliRun run = setting().run("fetch");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("QUERY", "Run 'icloud-mail fetch --help'");
  }

  @Test
  void savesOnlyTheAttachmentsThatPartMeans() throws IOException {
    String reference = deliver(Mails.attachments());
    Path out = directory.resolve("out");

    CliRun run = setting().run("fetch", reference, "--part", "*.CSV", "-o", out.toString());
    CliRun both =
        setting()
            .run(
                "fetch",
                reference,
                "--as",
                "attachments",
                "--part",
                "1",
                "--part",
                "2",
                "-o",
                out.toString());

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo(out + "/numbers.csv\n");
    assertThat(both.exitCode()).as(both.toString()).isZero();
    assertThat(both.out()).isEqualTo(out + "/numbers (1).csv\n" + out + "/_.._etc_passwd\n");
  }

  @Test
  void anAttachmentThatIsNotThereIsOneAndThoseThereAreTold() {
    String reference = deliver(Mails.attachments());

    CliRun run = setting().run("fetch", reference, "--part", "*.docx", "-o", directory + "/out");
    CliRun json = setting().run("fetch", reference, "--part", "3", "--json");
    CliRun missing = setting().run("fetch", "4711", "--part", "3");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            "icloud-mail: message "
                + reference
                + " has no attachment that --part '*.docx' means\n"
                + "  These are there: 1 numbers.csv, 2 ../../etc/passwd.\n");
    assertThat(json.exitCode()).isEqualTo(1);
    assertThat(json.out()).isEqualTo("[]\n");
    assertThat(json.err()).contains("\"kind\":\"not_found\"");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).startsWith("icloud-mail: INBOX has no message with UID 4711\n");
  }

  @Test
  void ofSeveralMessagesThoseWithoutTheAttachmentAreNoted() {
    String plain = deliver(Mails.plain("a@example.com", "One", "x"));
    deliver(Mails.attachments());

    CliRun run =
        setting().run("fetch", "since:2020-01-01", "--part", "1", "-o", directory + "/out");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).isEqualTo(directory + "/out/numbers.csv\n");
    assertThat(run.err())
        .isEqualTo(
            "icloud-mail: warning: message "
                + plain
                + " has no attachment that --part '1' means\n");
  }

  @Test
  void oneAttachmentGoesToStandardOutputByteExact() {
    String reference = deliver(Mails.attachments());

    CliRun run = setting().run("fetch", reference, "--part", "1", "-o", "-");
    CliRun terminal = setting().onTerminal(80).run("fetch", reference, "--part", "1", "-o", "-");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).isEqualTo("a,b\n1,2\n");
    assertThat(run.err()).isEmpty();
    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.out()).isEqualTo("a,b\n1,2\n");
  }

  @Test
  void standardOutputTakesOneAttachmentAlone() {
    String reference = deliver(Mails.attachments());
    deliver(Mails.attachments());

    CliRun two = setting().run("fetch", reference, "--part", "*", "-o", "-");
    CliRun messages = setting().run("fetch", "since:2020-01-01", "--part", "1", "-o", "-");
    CliRun none = setting().run("fetch", reference, "--part", "9", "-o", "-");
    CliRun json = setting().run("fetch", reference, "--part", "1", "-o", "-", "--json");

    assertThat(two.exitCode()).isEqualTo(64);
    assertThat(two.out()).isEmpty();
    assertThat(two.err())
        .startsWith(
            "icloud-mail: several attachments are meant, and -o - writes one:"
                + " 1 numbers.csv, 2 ../../etc/passwd\n");
    assertThat(messages.exitCode()).isEqualTo(64);
    assertThat(messages.out()).isEmpty();
    assertThat(messages.err())
        .startsWith("icloud-mail: several messages have such an attachment, and -o - writes one\n");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).contains("has no attachment that --part '9' means");
    assertThat(json.exitCode()).isEqualTo(64);
    assertThat(json.out()).isEmpty();
  }

  @Test
  void partChoosesAttachmentsAndNothingElse() {
    CliRun text = setting().run("fetch", "1", "--part", "1", "--as", "text");
    CliRun zero = setting().run("fetch", "1", "--part", "0");

    assertThat(text.exitCode()).isEqualTo(64);
    assertThat(text.out()).isEmpty();
    assertThat(text.err()).contains("--part chooses attachments, and --as text asks for");
    assertThat(zero.exitCode()).isEqualTo(64);
    assertThat(zero.err()).contains("there is no part 0");
  }
}
