package icloudmail.testkit.icloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** List A of icloud-facts, 11 to 14, 19 and 20: what FETCH answers, IDLE, and latency. */
class ListAMessagesTest extends ImapDoubleTests {
  private static final String FETCHED = "OK FETCH completed (took 153 ms)";
  private static final String ODD = HELLO.replace("<hello@", "<\"hel\"lo@");

  @BeforeEach
  void deliverHello() {
    Instant received = Instant.parse("2018-01-30T22:39:15Z");
    mailboxes().deliver("INBOX", HELLO.getBytes(StandardCharsets.UTF_8), received);
  }

  private static String crlf(String text) {
    return text.replace("\n", "\r\n");
  }

  @Test
  void a11_dropsRfc822() throws IOException {
    ImapTalk talk = selected();
    assertThat(talk.ask("UID FETCH 2272 (RFC822)"))
        .containsExactly("* 1 FETCH (UID 2272)", FETCHED);
    assertThat(talk.ask("FETCH 1 RFC822")).containsExactly("* 1 FETCH ()", FETCHED);
  }

  @Test
  void a11_answersUidFirst() throws IOException {
    int size = crlf(HELLO).length();
    assertThat(selected().ask("FETCH 1 (FLAGS INTERNALDATE RFC822.SIZE UID)"))
        .containsExactly(
            "* 1 FETCH (UID 2272 FLAGS () INTERNALDATE \"30-Jan-2018 22:39:15 +0000\""
                + " RFC822.SIZE "
                + size
                + ")",
            FETCHED);
  }

  @Test
  void a11_sendsLiterals() throws IOException {
    ImapTalk talk = selected();
    assertThat(talk.ask("UID FETCH 1:* (BODY.PEEK[TEXT])"))
        .containsExactly("* 1 FETCH (UID 2272 BODY[TEXT] {8}", "Hi Max", ")", FETCHED);
    assertThat(talk.ask("FETCH 1 (BODY.PEEK[HEADER.FIELDS (Subject X-None)])"))
        .containsExactly(
            "* 1 FETCH (BODY[HEADER.FIELDS (Subject X-None)] {18}",
            "Subject: Hello",
            "",
            ")",
            FETCHED);
    assertThat(talk.ask("FETCH * (BODY.PEEK[HEADER.FIELDS (References)] RFC822.TEXT)"))
        .startsWith(
            "* 1 FETCH (BODY[HEADER.FIELDS (References)] {0}", " RFC822.TEXT {8}", "Hi Max");
    assertThat(talk.ask("FETCH 1 RFC822.HEADER"))
        .contains("* 1 FETCH (RFC822.HEADER {147}", "Subject: Hello")
        .doesNotContain("Hi Max");
  }

  @Test
  void a11_sendsTheWholeMessageOrPartOfIt() throws IOException {
    ImapTalk talk = selected();
    String size = "{" + crlf(HELLO).length() + "}";
    assertThat(talk.ask("FETCH 1 BODY.PEEK[]"))
        .startsWith("* 1 FETCH (BODY[] " + size, "From: Jo Doe <jo@icloud.com>");
    assertThat(talk.ask("FETCH 1 BODY.PEEK[]<6.3>"))
        .containsExactly("* 1 FETCH (BODY[]<6> {3}", "Jo )", FETCHED);
    assertThat(talk.ask("FETCH 1 BODY.PEEK[]<9999.3>"))
        .containsExactly("* 1 FETCH (BODY[]<9999> {0}", ")", FETCHED);
  }

  @Test
  void a11_describesParts() throws IOException {
    String message =
        """
        Content-Type: multipart/mixed; boundary="b"

        --b
        Content-Type: text/plain; charset=utf-8

        one
        --b
        Content-Type: application/pdf; name="a b.pdf"
        Content-Disposition: attachment; filename="a b.pdf"
        Content-Transfer-Encoding: base64

        AAAA
        --b--
        """;
    mailboxes().deliver("INBOX", message);
    ImapTalk talk = selected();
    assertThat(talk.ask("FETCH 2 BODYSTRUCTURE"))
        .containsExactly(
            "* 2 FETCH (BODYSTRUCTURE ((\"TEXT\" \"PLAIN\" (\"CHARSET\" \"utf-8\") NIL NIL \"7BIT\""
                + " 3 0 NIL NIL NIL NIL)(\"APPLICATION\" \"PDF\" (\"NAME\" \"a b.pdf\") NIL NIL"
                + " \"BASE64\" 4 NIL (\"ATTACHMENT\" (\"FILENAME\" \"a b.pdf\")) NIL NIL)"
                + " \"MIXED\" (\"BOUNDARY\" \"b\") NIL NIL NIL))",
            FETCHED);
    assertThat(talk.ask("FETCH 2 (BODY.PEEK[2] BODY.PEEK[1.MIME])"))
        .containsExactly(
            "* 2 FETCH (BODY[2] {4}",
            "AAAA BODY[1.MIME] {43}", "Content-Type: text/plain; charset=utf-8", "", ")", FETCHED);
    assertThat(talk.ask("FETCH 1 (BODY BODY.PEEK[1])"))
        .containsExactly(
            "* 1 FETCH (BODY (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 8 1) BODY[1] {8}",
            "Hi Max", ")", FETCHED);
  }

  @Test
  void a11_describesForwardedMessages() throws IOException {
    mailboxes().deliver("INBOX", "Content-Type: message/rfc822\n\n" + HELLO);
    ImapTalk talk = selected();
    assertThat(talk.ask("FETCH 2 BODYSTRUCTURE").get(0))
        .startsWith("* 2 FETCH (BODYSTRUCTURE (\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" ")
        .contains("(\"Tue, 30 Jan 2018 23:39:12 +0100\" \"Hello\" ((\"Jo Doe\" NIL ")
        .endsWith(" NIL NIL NIL NIL) 7 NIL NIL NIL NIL))");
    assertThat(talk.ask("FETCH 2 BODY.PEEK[1]")).contains("Hi Max");
  }

  @Test
  void a12_marksAsReadAndSaysSoAgainAndAgain() throws IOException {
    ImapTalk talk = selected();
    String echo = "* 1 FETCH (UID 2272 FLAGS (\\Seen))";
    assertThat(talk.ask("FETCH 1 BODY[TEXT]"))
        .containsExactly("* 1 FETCH (BODY[TEXT] {8}", "Hi Max", ")", echo, FETCHED);
    assertThat(talk.ask("NOOP")).containsExactly(echo, "OK NOOP completed (took 0 ms)");
    assertThat(talk.ask("NOOP")).hasSize(1);
    assertThat(talk.ask("UID STORE 2272 -FLAGS.SILENT (\\Seen)")).hasSize(3);
    assertThat(talk.ask("UID STORE 2272 +FLAGS.SILENT (\\Seen)"))
        .startsWith("* 1 FETCH (UID 2272 FLAGS ())", echo, echo, echo)
        .hasSize(5);
    talk.say("x IDLE");
    assertThat(talk.hear()).isEqualTo(echo);
    assertThat(talk.hear()).isEqualTo("+ idling");
    assertThat(mailboxes().flags("INBOX", 2272)).containsExactly("\\Seen");
  }

  @Test
  void a12_leavesUnreadWhatIsPeekedOrExamined() throws IOException {
    ImapTalk talk = selected();
    talk.ask("FETCH 1 (BODY.PEEK[] RFC822.HEADER)");
    talk.ask("EXAMINE INBOX");
    talk.ask("FETCH 1 BODY[]");
    assertThat(mailboxes().flags("INBOX", 2272)).isEmpty();
  }

  @Test
  void a13_writesEnvelopes() throws IOException {
    assertThat(selected().ask("FETCH 1 ENVELOPE"))
        .containsExactly(
            "* 1 FETCH (ENVELOPE (\"Tue, 30 Jan 2018 23:39:12 +0100\" \"Hello\""
                + " ((\"Jo Doe\" NIL \"jo\" \"icloud.com\")) ((\"Jo Doe\" NIL \"jo\""
                + " \"icloud.com\")) ((\"Jo Doe\" NIL \"jo\" \"icloud.com\")) ((\"Max\" NIL"
                + " \"max\" \"example.com\")) NIL NIL NIL \"<hello@example.com>\"))",
            FETCHED);
  }

  @Test
  void a13_doesNotEscapeQuotesInIdentifiers() throws IOException {
    mailboxes().deliver("INBOX", ODD);
    assertThat(selected().ask("FETCH 2 ENVELOPE").get(0))
        .endsWith(" NIL \"<\"hel\"lo@example.com>\"))");
  }

  @Test
  void a13_mayOmitRowsWithOddIdentifiers() throws IOException {
    mailboxes().deliver("INBOX", ODD);
    server().omitRowsWithOddMessageId(true);
    ImapTalk talk = selected();
    assertThat(talk.ask("FETCH 1:2 (FLAGS ENVELOPE)")).hasSize(2);
    assertThat(talk.ask("FETCH 2 BODY.PEEK[HEADER]"))
        .contains("Message-ID: <\"hel\"lo@example.com>");
  }

  @Test
  void a14_refusesTheSecondContent() throws IOException {
    faults.on("FETCH").holding("BODY.PEEK[]").after(1).no("Service temporarily unavailable");
    ImapTalk talk = selected();
    assertThat(talk.ask("FETCH 1 BODY.PEEK[]")).endsWith(FETCHED);
    assertThat(talk.ask("FETCH 1 FLAGS")).endsWith(FETCHED);
    assertThat(talk.ask("FETCH 1 BODY.PEEK[]"))
        .containsExactly("NO Service temporarily unavailable");
    assertThat(talk.ask("FETCH 1 BODY.PEEK[]")).endsWith(FETCHED);
  }

  @Test
  void a19_idlesAndTellsOfNewMail() throws IOException {
    ImapTalk talk = selected();
    talk.say("i IDLE");
    assertThat(talk.hear()).isEqualTo("+ idling");
    mailboxes().deliver("INBOX", HELLO);
    assertThat(talk.hear()).isEqualTo("* 2 EXISTS");
    mailboxes().expunge("INBOX", 2272);
    assertThat(talk.hear()).isEqualTo("* 1 EXPUNGE");
    talk.say("j NOOP");
    assertThat(talk.hear()).isEqualTo("j BAD DONE is the only command allowed after IDLE");
    talk.say("DONE");
    assertThat(talk.hear()).startsWith("i OK ");
  }

  @Test
  void a19_isStrict() throws IOException {
    ImapTalk talk = selected();
    for (String command :
        List.of(
            "STORE 1 +FLAGS \\Seen",
            "FETCH  1 FLAGS",
            "FETCH 1 FLAGS ",
            "FETCH 1 (FLAGS",
            "FETCH one FLAGS",
            "NOOP NOOP",
            "XLIST \"\" *",
            "THREAD REFERENCES UTF-8 ALL",
            "FETCH 1 BODY.PEEK[NONE]")) {
      assertThat(talk.ask(command)).containsExactly("BAD Parse Error (took 0 ms)");
    }
  }

  @Test
  void a20_answersLate() throws IOException {
    faults.latency("NOOP", Duration.ofMillis(300));
    ImapTalk talk = loggedIn();
    talk.say("n NOOP");
    talk.patience(50);
    assertThatThrownBy(talk::hear).isInstanceOf(SocketTimeoutException.class);
    talk.patience(20_000);
    assertThat(talk.hear()).startsWith("n OK ");
  }
}
