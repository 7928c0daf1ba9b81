package icloudmail.testkit.icloud;

import icloudmail.testkit.icloud.Request.Command;
import icloudmail.testkit.icloud.Request.State;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The commands that know of no folder. */
final class SessionCommands {
  static final String BEFORE_LOGIN =
      "CAPABILITY XAPPLEPUSHSERVICE IMAP4 IMAP4rev1 SASL-IR AUTH=ATOKEN AUTH=PLAIN AUTH=ATOKEN2"
          + " AUTH=XOAUTH2";
  private static final String AFTER_LOGIN =
      "CAPABILITY XAPPLEPUSHSERVICE IMAP4 IMAP4rev1 CONDSTORE ENABLE QRESYNC QUOTA XAPPLELITERAL"
          + " NAMESPACE UIDPLUS UNSELECT SORT ESEARCH ESORT CONTEXT=SORT WITHIN SASL-IR ID IDLE"
          + " X-APPLE-REMOTE-LINKS LIST-STATUS";

  private final ImapSession session;

  SessionCommands(ImapSession session) {
    this.session = session;
  }

  void addTo(Map<String, Command> table) {
    table.put("CAPABILITY", new Command(State.ALWAYS, this::capability));
    table.put("AUTHENTICATE", new Command(State.ALWAYS, this::authenticate));
    table.put("LOGIN", new Command(State.ALWAYS, this::login));
    table.put("LOGOUT", new Command(State.ALWAYS, this::logout));
    table.put("NOOP", new Command(State.ALWAYS, this::nothing));
    table.put("CHECK", new Command(State.SELECTED, this::nothing));
    table.put("ID", new Command(State.ALWAYS, this::id));
    table.put("ENABLE", new Command(State.LOGGED_IN, this::enable));
    table.put("NAMESPACE", new Command(State.LOGGED_IN, this::namespace));
  }

  private String capability(Request request) throws Refused {
    request.words().end();
    request.answer().untagged(session.isLoggedIn() ? AFTER_LOGIN : BEFORE_LOGIN);
    return "OK Completed";
  }

  private String authenticate(Request request) throws Refused {
    if (session.isLoggedIn()) {
      throw Refused.parseError();
    }
    String mechanism = request.words().keyword();
    String response = request.words().atom();
    request.words().end();
    String[] parts = mechanism.equals("PLAIN") ? plain(response) : new String[0];
    if (parts.length != 3) {
      session.logIn("", "");
    }
    session.logIn(parts[1], parts[2]);
    return "OK user " + localPart(parts[1]) + " authenticated";
  }

  private static String[] plain(String response) throws Refused {
    try {
      byte[] decoded = Base64.getDecoder().decode(response);
      return new String(decoded, StandardCharsets.UTF_8).split("\0", -1);
    } catch (IllegalArgumentException e) {
      throw Refused.parseError();
    }
  }

  private String login(Request request) throws Refused {
    if (session.isLoggedIn()) {
      throw Refused.parseError();
    }
    String user = request.words().string();
    String password = request.words().string();
    request.words().end();
    session.logIn(user, password);
    return "OK user " + user + " logged in";
  }

  private String logout(Request request) throws Refused {
    request.words().end();
    session.logOut();
    request.answer().untagged("BYE Logging out");
    return Answer.completed("LOGOUT", 0);
  }

  private String nothing(Request request) throws Refused {
    request.words().end();
    return Answer.completed(request.name(), 0);
  }

  private String id(Request request) throws Refused {
    request.words().next();
    request.words().end();
    request.answer().untagged("ID (\"name\" \"iCloud Mail\" \"vendor\" \"Apple\")");
    return Answer.completed("ID", 0);
  }

  private String enable(Request request) throws Refused {
    do {
      request.words().atom();
    } while (request.words().hasNext());
    return "OK ENABLE completed";
  }

  private String namespace(Request request) throws Refused {
    request.words().end();
    request.answer().untagged("NAMESPACE ((\"\" \"/\")) NIL NIL");
    return Answer.completed("NAMESPACE", 0);
  }

  private static String localPart(String user) {
    int at = user.indexOf('@');
    return at < 0 ? user : user.substring(0, at);
  }
}
