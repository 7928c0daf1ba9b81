package icloudmail.testkit.icloud;

import icloudmail.testkit.TestCertificate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What the tests of the double share: one account, one server, and clients. */
abstract class ImapDoubleTests {
  static final String HELLO =
      """
      From: Jo Doe <jo@icloud.com>
      To: Max <max@example.com>
      Subject: Hello
      Message-ID: <hello@example.com>
      Date: Tue, 30 Jan 2018 23:39:12 +0100

      Hi Max
      """;

  final Faults faults = new Faults();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Mailboxes mailboxes = new Mailboxes(AccountProfile.SENT_MESSAGES);
  private ImapDouble server = start(AccountProfile.SENT_MESSAGES);

  /** Begins again with another account. */
  void use(AccountProfile profile) {
    mailboxes = new Mailboxes(profile);
    server = start(profile);
  }

  Mailboxes mailboxes() {
    return mailboxes;
  }

  ImapDouble server() {
    return server;
  }

  /** A connection that has not heard the greeting. */
  ImapTalk connected() throws IOException {
    ImapTalk talk = new ImapTalk(server.port());
    open.add(talk);
    return talk;
  }

  ImapTalk loggedIn() throws IOException {
    ImapTalk talk = ImapTalk.loggedIn(server.port());
    open.add(talk);
    return talk;
  }

  /** A connection with INBOX open for changes. */
  ImapTalk selected() throws IOException {
    ImapTalk talk = loggedIn();
    talk.ask("SELECT INBOX");
    return talk;
  }

  private ImapDouble start(AccountProfile profile) {
    ImapDouble started = new ImapDouble(mailboxes, profile, TestCertificate.valid(), faults);
    open.add(started);
    return started;
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }
}
