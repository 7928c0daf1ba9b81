package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.icloud.ICloud;
import icloudmail.testkit.icloud.SmtpDouble.Submission;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers and forwards, against the double. */
class RespondingTest {
  private static final String CONFIGURATION =
      """
      [accounts.me]
      login = "jo@icloud.com"
      from = ["Jo Doe <jo@icloud.com>", "Jo <jo@doe.example>"]
      """;

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private long deliver(String message) {
    return deliver("INBOX", message.getBytes(StandardCharsets.UTF_8));
  }

  private long deliver(String folder, byte[] message) {
    return icloud.mailboxes().deliver(folder, message, Instant.parse("2026-11-23T08:00:07Z"));
  }

  /** A message with these fields before its text. */
  private static String message(String fields, String text) {
    return fields + "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" + text;
  }

  private CliRun run(String... arguments) {
    return icloud.setting(directory).run(arguments);
  }

  private Submission sent(String... arguments) {
    CliRun run = run(arguments);
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).as(run.toString()).isEmpty();
    return newest();
  }

  private Submission newest() {
    List<Submission> all = icloud.smtp().submissions();
    return all.get(all.size() - 1);
  }

  private Set<String> flags(long uid) {
    return icloud.mailboxes().flags("INBOX", uid);
  }

  @Test
  void anAnswerGoesToItsAuthorQuotesTheTextAndMarksTheOriginal() {
    long uid = deliver(Mails.plain("Ada <ada@example.com>", "Dinner", "At eight?\n\n> Where?"));

    Submission answer = sent("send", "--reply", "" + uid, "-m", "Yes.");

    assertThat(answer.recipients()).containsExactly("ada@example.com");
    assertThat(answer.data())
        .contains(
            "From: jo@icloud.com\r\n", "To: Ada <ada@example.com>\r\n", "Subject: Re: Dinner\r\n")
        .containsPattern("In-Reply-To: (<\\w+@example.com>)\r\nReferences: \\1\r\n")
        .endsWith(
            "\r\n\r\nYes.\r\n\r\nOn 23 Nov 2026, at 09:00, Ada <ada@example.com> wrote:\r\n\r\n"
                + "> At eight?\r\n>\r\n>> Where?\r\n");
    assertThat(flags(uid)).containsExactly("\\Answered");
  }

  @Test
  void whatIsTypedWins() {
    long uid = deliver(Mails.plain("Ada <ada@example.com>", "Dinner", "At eight?"));

    Submission answer =
        sent(
            "send",
            "--reply",
            "" + uid,
            "--no-quote",
            "-m",
            "Yes.",
            "-s",
            "Tonight",
            "-F",
            "Me <jo@me.com>",
            "-c",
            "bob@example.com",
            "eve@example.com");

    assertThat(answer.from()).isEqualTo("jo@me.com");
    assertThat(answer.data())
        .contains("To: Ada <ada@example.com>, eve@example.com", "Cc: bob@example.com")
        .contains("Subject: Tonight\r\n")
        .endsWith("\r\n\r\nYes.\r\n");
  }

  @Test
  void allAreAnsweredExceptOneself() {
    long uid =
        deliver(
            message(
                """
                From: Ada <ada@example.com>
                Reply-To: Office <office@example.com>
                To: jo@me.com, "Doe, Bob" <bob@example.com>, JO@icloud.com
                Cc: ada@example.com, BOB@example.com, root, Friends: eve@example.com;
                Subject: AW: Plan""",
                "x"));

    CliRun run = run("send", "--reply", "" + uid, "--all", "-m", "Yes.");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err())
        .isEqualTo("icloud-mail: warning: 'root' is no address that can be sent to\n");
    assertThat(newest().data())
        .contains(
            "From: jo@me.com\r\n", "To: Office <office@example.com>\r\n", "Subject: AW: Plan\r\n")
        .contains("Cc: \"Doe, Bob\" <bob@example.com>, ada@example.com, eve@example.com\r\n")
        .doesNotContain("In-Reply-To", "References");
  }

  @Test
  void theAddressThatGotTheMessageAnswersWithItsName() throws IOException {
    Path config = Files.writeString(directory.resolve("config.toml"), CONFIGURATION);
    long uid =
        deliver(
            message(
                "Delivered-To: JO@doe.example\nFrom: ada@example.com\nTo: list@example.com\nSubject: x",
                "x"));

    Submission answer =
        sent("send", "--config", config.toString(), "--reply", "" + uid, "-m", "Yes.");

    assertThat(answer.from()).isEqualTo("jo@doe.example");
    assertThat(answer.data()).contains("From: Jo <jo@doe.example>\r\n", "To: ada@example.com\r\n");
  }

  @Test
  void whoAnswersHimselfGoesOnWithTheOthers() {
    deliver(Mails.plain("Ada <ada@example.com>", "Dinner", "At eight?"));
    sent("send", "--reply", "from:ada@example.com", "-m", "Yes.");

    Submission more = sent("send", "--reply", "in:sent subject:dinner", "-m", "And you?");

    assertThat(more.recipients()).containsExactly("ada@example.com");
    assertThat(more.data())
        .containsPattern("References: <\\w+@example.com>\r\n <[0-9a-f-]{36}@icloud.com>\r\n")
        .contains("Subject: Re: Dinner\r\n")
        .contains("> Yes.\r\n>\r\n> On 23 Nov 2026", ">> At eight?");
  }

  @Test
  void aMailToOneselfIsAnsweredToOneself() {
    long uid = deliver(message("From: jo@icloud.com\nTo: jo@icloud.com\nSubject: note", "x"));

    assertThat(sent("send", "--reply", "" + uid, "-m", "more").recipients())
        .containsExactly("jo@icloud.com");
  }

  @Test
  void theOriginalIsMarkedOnlyOnceItsAnswerIsTaken() {
    long uid = deliver(Mails.plain("Ada <ada@refused.example>", "Dinner", "x"));

    CliRun refused = run("send", "--reply", "" + uid, "-m", "Yes.");

    assertThat(refused.exitCode()).isEqualTo(65);
    assertThat(refused.err()).contains("550 5.1.1");
    assertThat(flags(uid)).isEmpty();
  }

  @Test
  void whatWaitsInTheOutboxMarksItsOriginalOnceItIsSent() {
    long uid = deliver(Mails.plain("Ada <ada@example.com>", "Dinner", "x"));
    icloud.faults().on("MAIL").no("4.3.2 Try again later");

    CliRun queued = run("send", "--queue", "--forward", "" + uid, "-m", "Yes.", "eve@example.com");
    assertThat(queued.exitCode()).as(queued.toString()).isZero();
    assertThat(flags(uid)).isEmpty();
    CliRun flushed = run("outbox", "--flush");

    assertThat(flushed.exitCode()).as(flushed.toString()).isZero();
    assertThat(newest().recipients()).containsExactly("eve@example.com");
    assertThat(flags(uid)).containsExactly("$Forwarded");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From: <ada@example.com\nSubject: x",
        "From: =?utf-8?q?Ada=0D=0ABcc:_e@example.com?= <ada@example.com>\nSubject: x",
        "From: ada@example.com\nSubject: =?utf-8?q?a=0D=0ABcc:_e@example.com=0D=0A=0D=0Ab?=",
        "From: ada@example.com\nMessage-ID: <a@b>\u0000\u001B<\nReferences: <x\u0001@y> >< <>",
        "From: ada@example.com\nReply-To: ;;, <<>>, @\nSubject: \u0000",
        "From: ada@example.com\nContent-Type: multipart/mixed; boundary=\nSubject: x",
        "From: ada@example.com\nDate: 99 Foo 99999 99:99:99 +9999\nTo: ;,:<@\"\\\\",
      })
  void aHostileHeaderBreaksNothingAndSmugglesNothing(String header) {
    String huge = "\nX-Many: y\nReferences:" + " <a@x>\n <b@x>".repeat(5000);
    long uid = deliver(header + huge + "\n\nhello");

    CliRun answer = run("send", "--reply", "" + uid, "--all", "-m", "Yes.", "eve@example.com");
    CliRun forward = run("send", "--forward", "" + uid, "-m", "See.", "eve@example.com");
    CliRun attached =
        run("send", "--forward", "" + uid, "--attached", "-m", "x", "eve@example.com");

    for (CliRun run : List.of(answer, forward, attached)) {
      assertThat(run.exitCode()).as(run.toString()).isZero();
    }
    assertThat(icloud.smtp().submissions())
        .hasSize(3)
        .allSatisfy(
            each -> {
              assertThat(each.recipients()).doesNotContain("e@example.com");
              assertThat(each.data().split("\r\n\r\n", 2)[0])
                  .doesNotContainPattern("(?m)^Bcc|^.{999}|[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]");
            });
  }

  @Test
  void aMarkThatCannotBeSetIsAWarning() {
    long uid = deliver(Mails.plain("Ada <ada@example.com>", "Dinner", "x"));
    icloud.faults().on("UID STORE").always().no("[NOPERM] no");

    CliRun run = run("send", "--reply", "" + uid, "-m", "Yes.");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err())
        .startsWith("icloud-mail: warning: sent, but INBOX/")
        .contains(" is not marked as answered: ", "no\n");
    assertThat(icloud.smtp().submissions()).hasSize(1);
  }

  @Test
  void aRehearsalShowsTheAnswerAndMarksNothing() {
    long uid = deliver(Mails.plain("Ada <ada@example.com>", "Dinner", "x"));

    CliRun run = run("send", "--dry-run", "--reply", "" + uid, "-m", "Yes.");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("To: Ada <ada@example.com>\r\n").endsWith("\r\n> x\r\n");
    assertThat(flags(uid)).isEmpty();
    assertThat(icloud.smtp().connections()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "iso-2022-jp, 明日の会議は十時です。",
    "windows-1251, Как дела?",
    "iso-8859-15, Das macht 5 €.",
    "gb18030, 你好",
  })
  void aTextInAnyCharsetIsQuotedInUtf8(String charset, String text) {
    String header =
        "From: ada@example.com\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=";
    long uid =
        deliver("INBOX", (header + charset + "\n\n" + text).getBytes(Charset.forName(charset)));

    sent("send", "--reply", "" + uid, "-m", "Ja.");

    assertThat(run("fetch", "in:sent subject:x").out()).contains("> " + text);
  }

  @Test
  void aWrongCharsetAndHtmlAloneAreQuotedAsTheyAreRead() {
    byte[] latin =
        "From: a@x.example\nSubject: one\nContent-Type: text/plain; charset=us-ascii\n\nGr\u00FC\u00DFe"
            .getBytes(StandardCharsets.ISO_8859_1);
    deliver("INBOX", latin);
    deliver(Mails.html("two", "<p>Hello <b>you</b></p><script>alert(1)</script>"));

    sent("send", "--reply", "subject:one", "-m", "Ja.");
    sent("send", "--reply", "subject:two", "-m", "Ja.");

    assertThat(run("fetch", "in:sent subject:one").out()).contains("> Grüße\n");
    assertThat(newest().data()).contains("> Hello you\r\n").doesNotContain("alert", "<b>");
  }

  @Test
  void aForwardTellsTheHeaderAndCarriesTheAttachments() {
    long uid = deliver(Mails.attachments());

    Submission forward = sent("send", "--forward", "" + uid, "-m", "Look:", "eve@example.com");

    assertThat(forward.recipients()).containsExactly("eve@example.com");
    assertThat(forward.data())
        .containsPattern("Subject: =\\?UTF-8\\?\\S+\\?=\r\n")
        .contains("References: <attachments@example.com>\r\n")
        .contains("Content-Type: text/csv", "YSxiCjEsMgo=", ".._.._etc_passwd", "JVBERg==")
        .doesNotContain("In-Reply-To");
    assertThat(run("fetch", "in:sent has:attachment").out())
        .contains("Subject: Fwd: Résumé")
        .contains(
            "Look:\n\nBegin forwarded message:\n\nFrom: Jörg <joerg@example.com>\nSubject: Résumé\n"
                + "Date: 23 Nov 2026 at 09:00:00 +0100\nTo: jo@icloud.com\n\nSee the files.\n");
    assertThat(flags(uid)).containsExactly("$Forwarded");
  }

  @Test
  void aForwardedTextKeepsItsCharsetAndAnAttachedMessageGoesOnce() {
    long uid =
        deliver(
            """
            From: ada@example.com
            Subject: x
            Content-Type: multipart/mixed; boundary=b

            --b

            See:
            --b
            Content-Type: text/plain; charset=iso-8859-1; name=note.txt
            Content-Transfer-Encoding: quoted-printable

            Gr=FC=DFe
            --b
            Content-Type: message/rfc822

            Subject: inner
            Content-Type: multipart/mixed; boundary=c

            --c
            Content-Type: text/csv; name=numbers.csv

            1,2
            --c--
            --b--
            """);

    Submission forward = sent("send", "--forward", "" + uid, "-m", "Look:", "eve@example.com");

    assertThat(forward.data())
        .contains("Content-Type: text/plain; charset=iso-8859-1; name=note.txt\r\n", "R3L832U=")
        .contains("name=inner.eml\r\n")
        .containsOnlyOnce("numbers.csv");
  }

  @Test
  void aPartThatCannotBeDecodedIsLeftOutAndTold() {
    long uid = deliver(Mails.attachments().replace("YSxiCjEsMgo=", "Y"));

    CliRun run = run("send", "--forward", "" + uid, "-m", "x", "eve@example.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).contains("'numbers.csv' cannot be decoded and is left out; --attached");
    assertThat(newest().data()).contains("JVBERg==").doesNotContain("numbers.csv");
  }

  @Test
  void aStaleReferenceIsRefusedAndNothingIsSent() {
    deliver(Mails.plain("Ada <ada@example.com>", "Dinner", "x"));

    CliRun run = run("send", "--reply", "INBOX/7/2272", "-m", "Yes.");

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("stale reference: the UIDVALIDITY of INBOX was 7");
    assertThat(icloud.smtp().connections()).isZero();
  }

  @Test
  void oneMessageIsNeeded() {
    deliver(Mails.plain("Ada <ada@example.com>", "Dinner", "x"));
    deliver(Mails.plain("Bob <bob@example.com>", "Dinner", "x"));

    CliRun several = run("send", "--reply", "subject:dinner", "-m", "Yes.");
    CliRun none = run("send", "--reply", "4000000000", "-m", "Yes.");
    CliRun nowhere = run("send", "--reply", "in:any <nobody@example.com>", "-m", "Yes.");

    assertThat(several.exitCode()).isEqualTo(64);
    assertThat(several.err())
        .contains("2 messages are meant, and one is needed: INBOX/", "by its reference");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).contains("INBOX has no message with UID 4000000000");
    assertThat(nowhere.exitCode()).isEqualTo(1);
    assertThat(nowhere.err()).contains("there is no message <nobody@example.com>");
    assertThat(icloud.smtp().connections()).isZero();
  }

  @Test
  void aMessageIsFoundInAnyFolder() {
    deliver(
        "Archive",
        Mails.plain("Ada <ada@example.com>", "Dinner", "x").getBytes(StandardCharsets.UTF_8));
    deliver(Mails.plain("Bob <bob@example.com>", "Lunch", "x"));

    assertThat(sent("send", "--reply", "in:any subject:dinner", "-m", "Yes.").recipients())
        .containsExactly("ada@example.com");
    assertThat(run("list", "--tsv", "in:archive is:answered").out()).contains("Dinner");
  }

  @Test
  void aMessageWithoutAnyAddressNeedsOne() {
    long uid = deliver(message("From: nobody\nTo: jo@icloud.com\nSubject: x", "x"));

    CliRun run = run("send", "--reply", "" + uid, "-m", "Yes.");

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.err())
        .contains("'nobody' is no address", "tells no address that can be answered", "TO");
    assertThat(run("send", "-q", "--reply", "" + uid, "-m", "x", "a@example.com").exitCode())
        .isZero();
    assertThat(newest().recipients()).containsExactly("a@example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--all",
        "--no-quote",
        "--attached",
        "--reply 1 --forward 2",
        "--reply 1 --attached",
        "--forward 1 --all",
        "--reply nonsense:x",
        "--forward 1",
        "--draft --dry-run",
        "--draft --queue",
        "--draft --once=k",
        "--draft -t",
        "--reply 1 --raw",
      })
  void optionsThatDoNotGoTogetherAreWrongUsage(String options) {
    String[] arguments =
        ("send " + (options.matches(".*(-t|--raw)") ? "" : "-m x ") + options).split(" ", -1);

    CliRun run = run(arguments);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("icloud-mail: ");
    assertThat(icloud.imap().connections() + icloud.smtp().connections()).isZero();
  }

  @Test
  void anAnswerCostsThreeCommandsBeforeItIsSentAndThreeForTheMark() {
    long uid = deliver(Mails.plain("Ada <ada@example.com>", "Dinner", "x"));

    sent("send", "--reply", "" + uid, "--no-copy", "-m", "Yes.");

    assertThat(icloud.imap().commands())
        .filteredOn(line -> !line.equals("LOGOUT"))
        .extracting(line -> line.replaceFirst("^((UID )?\\S+).*", "$1"))
        .containsExactly(
            "AUTHENTICATE", "EXAMINE", "UID FETCH", "AUTHENTICATE", "SELECT", "UID STORE");
  }
}
