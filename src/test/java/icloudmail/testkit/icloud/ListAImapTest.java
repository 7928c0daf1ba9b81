package icloudmail.testkit.icloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.testkit.MailServers;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** List A of icloud-facts, 1 to 10: greeting, login and folders. */
class ListAImapTest extends ImapDoubleTests {
  private static final String GREETED =
      "CAPABILITY XAPPLEPUSHSERVICE IMAP4 IMAP4rev1 SASL-IR AUTH=ATOKEN AUTH=PLAIN AUTH=ATOKEN2"
          + " AUTH=XOAUTH2";
  private static final String REFUSED = "NO [AUTHENTICATIONFAILED] Authentication Failed";
  private static final String PARSE_ERROR = "BAD Parse Error (took 0 ms)";
  private static final String NO_MAILBOX = "NO [NONEXISTENT] Mailbox does not exist (took 1 ms)";
  private static final String FLAGS =
      "\\Answered \\Flagged \\Draft \\Deleted \\Seen \\Recent $MailFlagBit0 $MailFlagBit1"
          + " $MailFlagBit2 $Forwarded Redirected $NotJunk NotJunk";

  private ImapTalk greeted() throws IOException {
    ImapTalk talk = connected();
    talk.hear();
    return talk;
  }

  private static String plain(String user) {
    String response = "\0" + user + "\0" + MailServers.PASSWORD;
    return Base64.getEncoder().encodeToString(response.getBytes(StandardCharsets.UTF_8));
  }

  private static String login(String user) {
    return "LOGIN " + user + " " + MailServers.PASSWORD;
  }

  @Test
  void a01_greetsAsApple() throws IOException {
    assertThat(connected().hear())
        .isEqualTo("* OK [" + GREETED + "] (2606B15-0579518368c0) p00-iscream-55668b59f7-6f7mg");
    assertThat(server().connections()).isEqualTo(1);
  }

  @Test
  void a02_saysTheSameCapabilitiesBeforeLogin() throws IOException {
    assertThat(greeted().ask("CAPABILITY")).containsExactly("* " + GREETED, "OK Completed");
  }

  @Test
  void a03_authenticatesWithInitialResponse() throws IOException {
    String command = "AUTHENTICATE PLAIN " + plain("jo@icloud.com");
    assertThat(greeted().ask(command)).containsExactly("OK user jo authenticated");
    assertThat(server().commands()).containsExactly(command);
  }

  @Test
  void a03_authenticatesInTwoSteps() throws IOException {
    ImapTalk talk = greeted();
    talk.say("x AUTHENTICATE PLAIN");
    assertThat(talk.hear()).isEqualTo("+ ");
    talk.say(plain("jo"));
    assertThat(talk.hear()).isEqualTo("x OK user jo authenticated");
    assertThat(server().commands()).containsExactly("AUTHENTICATE PLAIN " + plain("jo"));
  }

  @Test
  void a03_acceptsAppleAddressesAndTheLocalPart() throws IOException {
    for (String user : new String[] {"jo@icloud.com", "jo@me.com", "jo@mac.com", "jo"}) {
      assertThat(greeted().ask(login(user))).containsExactly("OK user " + user + " logged in");
    }
  }

  @Test
  void a03_refusesOtherAddressesAndPasswords() throws IOException {
    assertThat(greeted().ask(login("jo@example.com"))).containsExactly(REFUSED);
    assertThat(greeted().ask(login("jo@gmail.com"))).containsExactly(REFUSED);
    assertThat(greeted().ask("LOGIN jo wrong")).containsExactly(REFUSED);
    assertThat(greeted().ask("AUTHENTICATE PLAIN " + plain("jo@example.com")))
        .containsExactly(REFUSED);
  }

  @Test
  void a03_mayAcceptOneFormOnly() throws IOException {
    server().acceptOnly(Set.of("jo"));
    ImapTalk talk = greeted();
    assertThat(talk.ask(login("jo@icloud.com"))).containsExactly(REFUSED);
    assertThat(talk.ask(login("jo"))).containsExactly("OK user jo logged in");
  }

  @Test
  void a03_mayCloseWithoutByeAfterRefusal() throws IOException {
    server().closeAfterRefusal(true);
    ImapTalk talk = greeted();
    assertThat(talk.ask("LOGIN jo wrong")).containsExactly(REFUSED);
    assertThatThrownBy(() -> talk.ask(login("jo"))).isInstanceOf(EOFException.class);
  }

  @Test
  void a04_mayBeUnavailableAtLogin() throws IOException {
    faults.on("LOGIN").unavailable();
    ImapTalk talk = greeted();
    assertThat(talk.ask(login("jo")))
        .containsExactly("BAD [UNAVAILABLE] Service temporarily unavailable");
    assertThat(talk.ask(login("jo"))).containsExactly("OK user jo logged in");
  }

  @Test
  void a05_saysMoreCapabilitiesAfterLogin() throws IOException {
    assertThat(loggedIn().ask("CAPABILITY"))
        .containsExactly(
            "* CAPABILITY XAPPLEPUSHSERVICE IMAP4 IMAP4rev1 CONDSTORE ENABLE QRESYNC QUOTA"
                + " XAPPLELITERAL NAMESPACE UIDPLUS UNSELECT SORT ESEARCH ESORT CONTEXT=SORT"
                + " WITHIN SASL-IR ID IDLE X-APPLE-REMOTE-LINKS LIST-STATUS",
            "OK Completed");
  }

  @Test
  void a06_enablesWithoutSayingWhat() throws IOException {
    assertThat(loggedIn().ask("ENABLE QRESYNC CONDSTORE")).containsExactly("OK ENABLE completed");
  }

  @Test
  void a07_hasOneNamespace() throws IOException {
    assertThat(loggedIn().ask("NAMESPACE"))
        .containsExactly(
            "* NAMESPACE ((\"\" \"/\")) NIL NIL", "OK NAMESPACE completed (took 0 ms)");
  }

  @Test
  void a08_marksSentAndTrashAlone() throws IOException {
    assertThat(loggedIn().ask("LIST \"\" \"*\""))
        .containsExactly(
            "* LIST (\\Noinferiors) \"/\" \"INBOX\"",
            "* LIST () \"/\" \"Archive\"",
            "* LIST (\\Trash) \"/\" \"Deleted Messages\"",
            "* LIST () \"/\" \"Drafts\"",
            "* LIST () \"/\" \"Junk\"",
            "* LIST () \"/\" \"Notes\"",
            "* LIST (\\Sent) \"/\" \"Sent Messages\"",
            "* LIST () \"/\" \"Projects/2026\"",
            "* LIST () \"/\" \"Entw&APw-rfe alt\"",
            "OK LIST completed (took 17 ms)");
  }

  @Test
  void a08_hasOlderNames() throws IOException {
    use(AccountProfile.SENT_ITEMS);
    assertThat(loggedIn().ask("LIST \"\" \"*\""))
        .contains(
            "* LIST (\\Trash) \"/\" \"Deleted Items\"", "* LIST (\\Sent) \"/\" \"Sent Items\"")
        .noneMatch(line -> line.contains("Messages"));
  }

  @Test
  void a08_mayMarkNothing() throws IOException {
    use(AccountProfile.NO_ATTRIBUTES);
    assertThat(loggedIn().ask("LIST \"\" \"*\"")).noneMatch(line -> line.contains("\\"));
  }

  @Test
  void a08_mayMarkTrashAlone() throws IOException {
    use(AccountProfile.ONLY_TRASH);
    assertThat(loggedIn().ask("LIST \"\" \"*\""))
        .contains("* LIST (\\Trash) \"/\" \"Deleted Messages\"")
        .contains("* LIST () \"/\" \"Sent Messages\"");
  }

  @Test
  void a08_listsByPattern() throws IOException {
    ImapTalk talk = loggedIn();
    assertThat(talk.ask("LIST \"/\" \"*\"")).containsExactly("OK LIST completed (took 17 ms)");
    assertThat(talk.ask("LIST \"\" %")).hasSize(9).noneMatch(line -> line.contains("Projects"));
    assertThat(talk.ask("LIST \"\" Sent*")).hasSize(2);
    assertThat(talk.ask("LIST \"\" \"Entw&APw-rfe alt\"")).hasSize(2);
  }

  @Test
  void a08_knowsNoReturnOptions() throws IOException {
    assertThat(loggedIn().ask("LIST \"\" \"*\" RETURN (SPECIAL-USE)")).containsExactly(PARSE_ERROR);
  }

  @Test
  void a08_lsubTellsOfSubscribedUserFoldersOnly() throws IOException {
    ImapTalk talk = loggedIn();
    talk.ask("SUBSCRIBE INBOX");
    talk.ask("UNSUBSCRIBE Projects/2026");
    assertThat(talk.ask("LSUB \"\" *"))
        .containsExactly("* LSUB () \"/\" \"Entw&APw-rfe alt\"", "OK LSUB completed (took 178 ms)");
  }

  @Test
  void a09_listsGhostsThatNothingOpens() throws IOException {
    mailboxes().ghost("Notes/Old");
    ImapTalk talk = loggedIn();
    assertThat(talk.ask("LIST \"\" *")).contains("* LIST () \"/\" \"Notes/Old\"");
    assertThat(talk.ask("SELECT Notes/Old")).containsExactly(NO_MAILBOX);
    assertThat(talk.ask("EXAMINE Notes/Old")).containsExactly(NO_MAILBOX);
    assertThat(talk.ask("STATUS Notes/Old (MESSAGES)")).containsExactly(NO_MAILBOX);
  }

  @Test
  void a10_selectsInAppleOrder() throws IOException {
    mailboxes().deliver("INBOX", HELLO);
    assertThat(loggedIn().ask("SELECT INBOX"))
        .containsExactly(
            "* 1 EXISTS",
            "* 0 RECENT",
            "* OK [UNSEEN 1]",
            "* OK [UIDVALIDITY 1451405933]",
            "* OK [UIDNEXT 2273]",
            "* FLAGS (" + FLAGS + ")",
            "* OK [PERMANENTFLAGS (" + FLAGS + " \\*)]",
            "OK [READ-WRITE] SELECT completed (took 2 ms)");
  }

  @Test
  void a10_examinesAnEmptyFolderWithModificationSequences() throws IOException {
    assertThat(loggedIn().ask("EXAMINE INBOX (CONDSTORE)"))
        .noneMatch(line -> line.contains("UNSEEN"))
        .contains("* OK [HIGHESTMODSEQ 393317264036880]")
        .endsWith("OK [READ-ONLY] EXAMINE completed (took 2 ms)");
  }

  @Test
  void a10_mayNumberMessagesAnew() throws IOException {
    mailboxes().deliver("INBOX", HELLO);
    mailboxes().deliver("INBOX", HELLO);
    mailboxes().renumber("INBOX");
    assertThat(mailboxes().uids("INBOX")).containsExactly(2273L, 2274L);
    assertThat(loggedIn().ask("SELECT INBOX"))
        .contains("* OK [UIDVALIDITY 1451406933]", "* OK [UIDNEXT 2275]");
  }

  @Test
  void a10_countsWithStatus() throws IOException {
    mailboxes().deliver("INBOX", HELLO);
    assertThat(loggedIn().ask("STATUS INBOX (MESSAGES UNSEEN UIDNEXT UIDVALIDITY RECENT)"))
        .startsWith(
            "* STATUS \"INBOX\" (MESSAGES 1 UNSEEN 1 UIDNEXT 2273 UIDVALIDITY 1451405933"
                + " RECENT 0)");
  }

  @Test
  void a10_createsAndDeletesFolders() throws IOException {
    ImapTalk talk = loggedIn();
    assertThat(talk.ask("CREATE tmp/.history")).singleElement().asString().startsWith("OK ");
    assertThat(talk.ask("CREATE tmp/.history")).singleElement().asString().startsWith("NO ");
    assertThat(talk.ask("SELECT tmp/.history"))
        .endsWith("OK [READ-WRITE] SELECT completed (took 2 ms)");
    assertThat(talk.ask("DELETE tmp/.history")).last().asString().startsWith("OK ");
    assertThat(talk.ask("SELECT tmp/.history")).containsExactly(NO_MAILBOX);
  }
}
