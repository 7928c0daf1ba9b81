package icloudmail.testkit.icloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each kind of fault, as an IMAP client meets it. */
class FaultsTest extends ImapDoubleTests {
  private static final String NOOP_DONE = "OK NOOP completed (took 0 ms)";

  @BeforeEach
  void deliverHello() {
    mailboxes().deliver("INBOX", HELLO);
    mailboxes().deliver("INBOX", HELLO);
  }

  private static void assertCutOff(ThrowingCallable listening) {
    assertThatThrownBy(listening).isInstanceOf(EOFException.class);
  }

  @Test
  void noAndBadAreTheTaggedReplyAndNothingIsDone() throws IOException {
    faults.on("STORE").no("Service temporarily unavailable");
    faults.on("STORE").after(1).bad("[UNAVAILABLE] Service temporarily unavailable");
    ImapTalk talk = selected();
    assertThat(talk.ask("STORE 1 +FLAGS (\\Seen)"))
        .containsExactly("NO Service temporarily unavailable");
    assertThat(talk.ask("STORE 1 +FLAGS (\\Seen)"))
        .containsExactly("BAD [UNAVAILABLE] Service temporarily unavailable");
    assertThat(mailboxes().flags("INBOX", 2272)).isEmpty();
    assertThat(talk.ask("STORE 1 +FLAGS (\\Seen)")).last().asString().startsWith("OK ");
  }

  @Test
  void byeIsSaidBeforeTheEnd() throws IOException {
    faults.on("NOOP").bye();
    ImapTalk talk = loggedIn();
    talk.say("x NOOP");
    assertThat(talk.hear()).startsWith("* BYE ");
    assertCutOff(talk::hear);
  }

  @Test
  void closeComesWithoutAWord() throws IOException {
    faults.on("UID STORE").close();
    ImapTalk talk = selected();
    assertCutOff(() -> talk.ask("UID STORE 2272 +FLAGS (\\Seen)"));
    assertThat(mailboxes().flags("INBOX", 2272)).isEmpty();
    assertThat(server().commands()).endsWith("UID STORE 2272 +FLAGS (\\Seen)");
  }

  @Test
  void resetBreaksTheConnection() throws IOException {
    faults.on("NOOP").reset();
    ImapTalk talk = loggedIn();
    assertThatThrownBy(() -> talk.ask("NOOP")).isInstanceOf(SocketException.class);
  }

  @Test
  void stallSaysNothingEver() throws IOException {
    faults.on("SELECT").stall();
    ImapTalk talk = loggedIn();
    talk.patience(100);
    assertThatThrownBy(() -> talk.ask("SELECT INBOX")).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void unansweredIsDoneAllTheSame() throws IOException {
    faults.on("APPEND").unanswered();
    ImapTalk talk = loggedIn();
    assertCutOff(() -> talk.ask("APPEND Drafts ", "A: b\r\n\r\n"));
    assertThat(mailboxes().messages("Drafts")).containsExactly("A: b\r\n\r\n");
  }

  @Test
  void cutEndsAnAnswerInItsMiddle() throws IOException {
    faults.on("FETCH").holding("BODY.PEEK[]").cutAfter(40);
    ImapTalk talk = selected();
    talk.say("x FETCH 1 BODY.PEEK[]");
    assertThat(talk.hearAll()).hasSize(40).startsWith("* 1 FETCH (BODY[] {155}\r\nFrom: Jo Doe <");
  }

  @Test
  void miscountAnnouncesMoreThanThereIs() throws IOException {
    faults.on("UID FETCH").miscount(5);
    assertThat(selected().ask("UID FETCH 2272 BODY.PEEK[TEXT]"))
        .startsWith("* 1 FETCH (UID 2272 BODY[TEXT] {13}", "Hi Max", ")");
  }

  @Test
  void dripAnswersAllTheSame() throws IOException {
    faults.on("NOOP").drip();
    assertThat(loggedIn().ask("NOOP")).containsExactly(NOOP_DONE);
  }

  @Test
  void omitLeavesOneRowOut() throws IOException {
    faults.on("FETCH").omit(2272);
    ImapTalk talk = selected();
    assertThat(talk.ask("FETCH 1:2 FLAGS")).hasSize(2).startsWith("* 2 FETCH (FLAGS ())");
    assertThat(talk.ask("FETCH 1:2 FLAGS")).hasSize(3);
  }

  @Test
  void connectionsGoWrongToo() throws IOException {
    faults.on("CONNECT").close();
    faults.on("CONNECT").after(1).bye();
    assertCutOff(connected()::hear);
    assertThat(connected().hear()).startsWith("* BYE ");
    assertThat(connected().hear()).startsWith("* OK ");
  }

  @Test
  void aFaultStrikesAsOftenAsItShould() throws IOException {
    faults.on("NOOP").after(1).times(2).no("no");
    ImapTalk talk = loggedIn();
    for (String reply : List.of(NOOP_DONE, "NO no", "NO no", NOOP_DONE)) {
      assertThat(talk.ask("NOOP")).containsExactly(reply);
    }
    faults.on("NOOP").always().no("never");
    assertThat(talk.ask("NOOP")).containsExactly("NO never");
    faults.clear();
    assertThat(talk.ask("NOOP")).containsExactly(NOOP_DONE);
  }
}
