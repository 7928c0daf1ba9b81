package icloudmail.testkit.icloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** List A of icloud-facts, 17 and 18: what changes messages. */
class ListAChangesTest extends ImapDoubleTests {
  private static final String PARSE_ERROR = "BAD Parse Error (took 0 ms)";

  @BeforeEach
  void deliverThree() {
    for (int i = 0; i < 3; i++) {
      mailboxes().deliver("INBOX", HELLO);
    }
  }

  /** The answer; how a completion is worded, is not known of these commands (icloud-facts 11). */
  private static List<String> codes(List<String> answer) {
    return answer.stream().map(line -> line.replaceFirst("^OK( \\[[^]]*])?.*", "OK$1")).toList();
  }

  @Test
  void a17_copiesWithCopyUid() throws IOException {
    assertThat(codes(selected().ask("UID COPY 2272:2273 \"Deleted Messages\"")))
        .containsExactly("OK [COPYUID 1451406127 2272:2273 4272:4273]");
    assertThat(mailboxes().uids("Deleted Messages")).containsExactly(4272L, 4273L);
    assertThat(mailboxes().uids("INBOX")).hasSize(3);
  }

  @Test
  void a17_copiesToNoMissingFolder() throws IOException {
    assertThat(selected().ask("COPY 1 Nowhere"))
        .singleElement()
        .asString()
        .startsWith("NO [NONEXISTENT]");
  }

  @Test
  void a17_movesAlthoughItDoesNotSaySo() throws IOException {
    assertThat(codes(selected().ask("UID MOVE 2273 Junk")))
        .containsExactly("* OK [COPYUID 1451406321 2273 6272]", "* 2 EXPUNGE", "OK");
    assertThat(mailboxes().messages("Junk")).containsExactly(HELLO.replace("\n", "\r\n"));
    assertThat(mailboxes().uids("INBOX")).containsExactly(2272L, 2274L);
  }

  @Test
  void a17_mayRefuseToMove() throws IOException {
    server().refuseMove(true);
    assertThat(selected().ask("UID MOVE 2273 Junk")).containsExactly(PARSE_ERROR);
  }

  @Test
  void a17_expungesExactlyTheseUids() throws IOException {
    ImapTalk talk = selected();
    talk.ask("UID STORE 2272,2274 +FLAGS.SILENT (\\Deleted)");
    talk.ask("NOOP");
    assertThat(codes(talk.ask("UID EXPUNGE 2273:2274"))).containsExactly("* 3 EXPUNGE", "OK");
    assertThat(mailboxes().uids("INBOX")).containsExactly(2272L, 2273L);
    assertThat(codes(talk.ask("EXPUNGE"))).containsExactly("* 1 EXPUNGE", "OK");
  }

  @Test
  void a17_mayBeBusyExpunging() throws IOException {
    server().expungeBusy(true);
    ImapTalk talk = selected();
    talk.ask("STORE 1 +FLAGS (\\Deleted)");
    assertThat(talk.ask("EXPUNGE")).last().asString().startsWith("NO ");
    assertThat(mailboxes().uids("INBOX")).hasSize(3);
  }

  @Test
  void a17_storesFlags() throws IOException {
    ImapTalk talk = selected();
    assertThat(codes(talk.ask("STORE 1 +FLAGS (\\seen Project)")))
        .startsWith("* 1 FETCH (FLAGS (\\Seen Project))")
        .endsWith("OK");
    assertThat(mailboxes().flags("INBOX", 2272)).containsExactly("\\Seen", "Project");
    talk.ask("UID STORE 2272 -FLAGS (Project)");
    assertThat(mailboxes().flags("INBOX", 2272)).containsExactly("\\Seen");
    talk.ask("UID STORE 2272 FLAGS (\\Flagged)");
    assertThat(mailboxes().flags("INBOX", 2272)).containsExactly("\\Flagged");
  }

  @Test
  void a17_changesNothingInAnExaminedFolder() throws IOException {
    ImapTalk talk = loggedIn();
    talk.ask("EXAMINE INBOX");
    for (String command : List.of("STORE 1 +FLAGS (\\Deleted)", "EXPUNGE", "UID MOVE 2272 Junk")) {
      assertThat(talk.ask(command)).last().asString().startsWith("NO ");
    }
    talk.ask("CLOSE");
    assertThat(mailboxes().uids("INBOX")).hasSize(3);
  }

  @Test
  void a17_expungesOnCloseButNotOnUnselect() throws IOException {
    ImapTalk talk = selected();
    talk.ask("STORE 1 +FLAGS (\\Deleted)");
    assertThat(talk.ask("UNSELECT")).endsWith("OK UNSELECT completed (took 1 ms)");
    assertThat(mailboxes().uids("INBOX")).hasSize(3);
    talk.ask("SELECT INBOX");
    assertThat(codes(talk.ask("CLOSE"))).containsExactly("OK");
    assertThat(mailboxes().uids("INBOX")).containsExactly(2273L, 2274L);
  }

  @Test
  void a17_tellsOthersWhatHasGone() throws IOException {
    ImapTalk talk = selected();
    mailboxes().expunge("INBOX", 2273);
    mailboxes().deliver("INBOX", HELLO);
    assertThat(talk.ask("FETCH 3 UID")).startsWith("* 3 FETCH (UID 2274)", "* 4 EXISTS");
    assertThat(talk.ask("NOOP")).startsWith("* 2 EXPUNGE");
  }

  @Test
  void a18_appends() throws IOException {
    String message = HELLO.replace("\n", "\r\n");
    assertThat(
            loggedIn()
                .ask("APPEND \"Sent Messages\" (\\Seen) \"30-Jan-2018 23:39:15 +0100\" ", message))
        .containsExactly("OK [APPENDUID 1451406515 8272] APPEND completed (took 58 ms)");
    assertThat(mailboxes().messages("Sent Messages")).containsExactly(message);
    assertThat(mailboxes().flags("Sent Messages", 8272)).containsExactly("\\Seen");
    assertThat(server().commands())
        .endsWith(
            "APPEND \"Sent Messages\" (\\Seen) \"30-Jan-2018 23:39:15 +0100\" {"
                + message.length()
                + "}");
  }

  @Test
  void a18_appendsToNoMissingFolder() throws IOException {
    assertThat(loggedIn().ask("APPEND Sent ", "A: b\r\n\r\n").get(0))
        .startsWith("NO [NONEXISTENT]")
        .contains("Mailbox does not exist");
  }

  @Test
  void a18_knowsNoOtherLiterals() throws IOException {
    assertThat(loggedIn().ask("APPEND INBOX {10+}")).containsExactly(PARSE_ERROR);
  }

  @Test
  void a18_refusesBareLineFeeds() throws IOException {
    assertThat(loggedIn().ask("APPEND INBOX ", HELLO).get(0)).startsWith("NO ");
    assertThat(mailboxes().uids("INBOX")).hasSize(3);
  }

  @Test
  void a18_mayFailUnexpectedly() throws IOException {
    faults.on("APPEND").no("Unexpected exception (took 3548 ms)");
    assertThat(loggedIn().ask("APPEND INBOX ", "A: b\r\n\r\n"))
        .containsExactly("NO Unexpected exception (took 3548 ms)");
    assertThat(mailboxes().uids("INBOX")).hasSize(3);
  }
}
