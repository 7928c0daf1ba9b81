package icloudmail.testkit.icloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** List A of icloud-facts, 15 and 16: SEARCH and its relatives. */
class ListASearchTest extends ImapDoubleTests {
  private static final String FOUND = "OK SEARCH completed (took 2 ms)";
  private static final String PARSE_ERROR = "BAD Parse Error (took 0 ms)";
  private static final String ENCODED =
      """
      From: =?utf-8?q?J=C3=BCrgen?= <juergen.meier@example.com>
      To: jo@icloud.com
      Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe_aus?= Berlin
      In-Reply-To: <hello@example.com>
      References: <a@b>
       <hello@example.com>
      Date: Wed, 31 Jan 2018 00:10:00 +0100

      Gruss
      """;

  @BeforeEach
  void deliverTwo() {
    deliver(HELLO, "2018-01-30T22:39:15Z", "\\Seen");
    deliver(ENCODED, "2018-01-30T23:10:00Z", "\\Flagged", "Project");
  }

  private void deliver(String message, String received, String... flags) {
    byte[] octets = message.getBytes(StandardCharsets.UTF_8);
    mailboxes().deliver("INBOX", octets, Instant.parse(received), flags);
  }

  private ImapTalk examined() throws IOException {
    ImapTalk talk = loggedIn();
    talk.ask("EXAMINE INBOX");
    return talk;
  }

  @Test
  void a15_ageIsToldByTheServersClock() throws IOException {
    byte[] octets = HELLO.getBytes(StandardCharsets.UTF_8);
    mailboxes().deliver("INBOX", octets, Instant.now().minusSeconds(3600));
    ImapTalk talk = examined();

    assertThat(talk.ask("SEARCH YOUNGER 3700")).contains("* SEARCH 3");
    assertThat(talk.ask("SEARCH YOUNGER 3500")).noneMatch(line -> line.startsWith("* SEARCH"));
    assertThat(talk.ask("SEARCH YOUNGER soon")).anyMatch(line -> line.contains(PARSE_ERROR));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ALL | 1 2",
        "2 | 2",
        "* | 2",
        "UID 2272 | 1",
        "SEEN | 1",
        "UNSEEN | 2",
        "FLAGGED UNSEEN | 2",
        "UNFLAGGED UNANSWERED UNDRAFT UNDELETED | 1",
        "KEYWORD Project | 2",
        "SINCE 30-Jan-2018 BEFORE 31-Jan-2018 | 1 2",
        "ON 30-Jan-2018 | 1 2",
        "SENTON 31-Jan-2018 | 2",
        "SENTBEFORE 31-Jan-2018 | 1",
        "SENTSINCE 30-Jan-2018 | 1 2",
        "LARGER 200 | 2",
        "SMALLER 200 | 1",
        "FROM meier | 2",
        "FROM juergen.meier@example.com | 2",
        "FROM JO | 1",
        "TO \"max@\" | 1",
        "SUBJECT hell | 1",
        "SUBJECT Berlin | 2",
        "BODY gruss | 2",
        "TEXT \"Hi Max\" | 1",
        "HEADER Message-ID <hello@example.com> | 1",
        "HEADER In-Reply-To <hello@example.com> | 2",
        "HEADER References <hello@example.com> | 2",
        "HEADER To icloud | 2",
        "NOT SEEN | 2",
        "OR SUBJECT Berlin SEEN | 1 2",
        "(OR SEEN FLAGGED) (NOT (SEEN)) | 2",
        "CHARSET UTF-8 UNSEEN UNDELETED | 2"
      })
  void a15_saysHitsInOneLine(String keys, String hits) throws IOException {
    assertThat(examined().ask("SEARCH " + keys)).containsExactly("* SEARCH " + hits, FOUND);
  }

  @Test
  void a15_saysUids() throws IOException {
    assertThat(examined().ask("UID SEARCH 1:*")).containsExactly("* SEARCH 2272 2273", FOUND);
  }

  @ParameterizedTest
  @CsvSource({
    "DELETED",
    "FROM mei",
    "FROM ...",
    "HEADER Message-ID hello@example.com",
    "HEADER Message-ID <Hello@example.com>",
    "KEYWORD Other"
  })
  void a15_searchWithoutHitHasNoSearchLine(String keys) throws IOException {
    assertThat(examined().ask("SEARCH " + keys)).containsExactly(FOUND);
  }

  @Test
  void a15_doesNotDecodeHeaders() throws IOException {
    assertThat(examined().ask("SEARCH CHARSET UTF-8 SUBJECT ", "Grüße")).containsExactly(FOUND);
  }

  @Test
  void a15_looksIntoFewHeaders() throws IOException {
    assertThat(examined().ask("SEARCH HEADER X-Original-To jo"))
        .singleElement()
        .asString()
        .startsWith("NO [UNAVAILABLE]");
  }

  @ParameterizedTest
  @CsvSource({
    "SEARCH HEADER \"From\" jo",
    "SEARCH  ALL",
    "SEARCH UNSEEN  ALL",
    "SEARCH SINCE yesterday",
    "SEARCH",
    "SEARCH ODD"
  })
  void a15_isStrict(String command) throws IOException {
    assertThat(examined().ask(command)).containsExactly(PARSE_ERROR);
  }

  @Test
  void a15_mindsBlanksAtTheEnd() throws IOException {
    assertThat(examined().ask("SEARCH ALL ")).containsExactly(PARSE_ERROR);
  }

  @Test
  void a15_asksForAMailboxFirst() throws IOException {
    assertThat(loggedIn().ask("SEARCH ALL")).containsExactly("BAD Select mailbox first");
    assertThat(loggedIn().ask("UID FETCH 1 FLAGS")).containsExactly("BAD Select mailbox first");
  }

  @Test
  void a15_takesLiterals() throws IOException {
    String message = HELLO.replace("Hi Max", "Grüße");
    mailboxes().deliver("INBOX", message);
    assertThat(examined().ask("SEARCH CHARSET UTF-8 BODY ", "Grüße"))
        .containsExactly("* SEARCH 3", FOUND);
    assertThat(server().commands()).endsWith("SEARCH CHARSET UTF-8 BODY {7}Grüße");
  }

  @Test
  void a16_answersReturnWithEsearch() throws IOException {
    ImapTalk talk = examined();
    talk.say("x UID SEARCH RETURN (MIN MAX) DELETED");
    assertThat(talk.hear()).isEqualTo("* ESEARCH (TAG \"x\")");
    assertThat(talk.hear()).isEqualTo("x " + FOUND);
  }

  @Test
  void a16_sortsByUidWhateverTheKey() throws IOException {
    assertThat(examined().ask("SORT (REVERSE DATE) UTF-8 ALL")).startsWith("* SORT 1 2");
    assertThat(examined().ask("UID SORT (SUBJECT) UTF-8 ALL")).startsWith("* SORT 2272 2273");
  }

  @Test
  void a16_knowsNoOtherCommands() throws IOException {
    ImapTalk talk = examined();
    assertThat(talk.ask("THREAD REFERENCES UTF-8 ALL")).containsExactly(PARSE_ERROR);
    assertThat(talk.ask("GETMETADATA INBOX /shared/comment")).containsExactly(PARSE_ERROR);
    assertThat(talk.ask("MOVE 1 Junk")).containsExactly(PARSE_ERROR);
  }
}
