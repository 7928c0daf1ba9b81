package icloudmail.testkit.icloud;

import java.util.Optional;

/** What the commands of one connection share: who has logged in, and what is open. */
final class ImapSession {
  private final ImapDouble server;
  private boolean loggedIn;
  private boolean refused;
  private boolean over;
  private Optional<Selection> selection = Optional.empty();

  ImapSession(ImapDouble server) {
    this.server = server;
  }

  ImapDouble server() {
    return server;
  }

  Mailboxes mailboxes() {
    return server.mailboxes();
  }

  /** Logs in, or tells that the password or the name is wrong. */
  void logIn(String user, String password) throws Refused {
    refused = !server.accepts(user, password);
    if (refused) {
      throw new Refused("NO [AUTHENTICATIONFAILED] Authentication Failed");
    }
    loggedIn = true;
  }

  boolean isLoggedIn() {
    return loggedIn;
  }

  /** Whether the last attempt to log in was refused. */
  boolean wasRefused() {
    return refused;
  }

  void logOut() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  Optional<Selection> selection() {
    return selection;
  }

  void select(Optional<Selection> now) {
    selection = now;
  }

  Selection selected() throws Refused {
    return selection.orElseThrow(() -> new Refused("BAD Select mailbox first"));
  }

  /** What is open for changes. */
  Selection writable() throws Refused {
    Selection selected = selected();
    if (selected.isReadOnly()) {
      throw new Refused("NO [READ-ONLY] Mailbox is read-only");
    }
    return selected;
  }

  /** Throws unless it is a folder that opens. */
  String existing(String folder) throws Refused {
    if (!mailboxes().opens(folder)) {
      throw Refused.noSuchFolder();
    }
    return folder;
  }
}
