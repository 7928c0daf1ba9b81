package icloudmail.testkit.icloud;

import icloudmail.testkit.icloud.Request.Command;
import icloudmail.testkit.icloud.Request.State;
import icloudmail.testkit.icloud.Word.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands about folders as a whole. */
final class FolderCommands {
  private static final String FLAGS =
      "\\Answered \\Flagged \\Draft \\Deleted \\Seen \\Recent $MailFlagBit0 $MailFlagBit1"
          + " $MailFlagBit2 $Forwarded Redirected $NotJunk NotJunk";

  private static final Pattern WILDCARDS = Pattern.compile("[*%]|[^*%]+");

  private final ImapSession session;

  FolderCommands(ImapSession session) {
    this.session = session;
  }

  void addTo(Map<String, Command> table) {
    table.put("LIST", new Command(State.LOGGED_IN, this::list));
    table.put("LSUB", new Command(State.LOGGED_IN, this::lsub));
    table.put("STATUS", new Command(State.LOGGED_IN, this::status));
    table.put("SELECT", new Command(State.LOGGED_IN, this::select));
    table.put("EXAMINE", new Command(State.LOGGED_IN, this::select));
    table.put("CREATE", new Command(State.LOGGED_IN, this::create));
    table.put("DELETE", new Command(State.LOGGED_IN, this::delete));
    table.put("SUBSCRIBE", new Command(State.LOGGED_IN, this::subscribe));
    table.put("UNSUBSCRIBE", new Command(State.LOGGED_IN, this::subscribe));
  }

  private String list(Request request) throws Refused {
    Pattern pattern = pattern(request.words());
    if (pattern.pattern().isEmpty()) {
      request.answer().untagged("LIST (\\Noselect) \"/\" \"\"");
    }
    for (String folder : session.mailboxes().folders()) {
      if (pattern.matcher(folder).matches()) {
        request
            .answer()
            .untagged(row("LIST", session.server().profile().attribute(folder), folder));
      }
    }
    return Answer.completed("LIST", 17);
  }

  private String lsub(Request request) throws Refused {
    Pattern pattern = pattern(request.words());
    List<String> system = new ArrayList<>(session.server().profile().folders());
    system.removeAll(AccountProfile.MADE_BY_USER);
    for (String folder : session.mailboxes().subscribed()) {
      if (pattern.matcher(folder).matches() && !system.contains(folder)) {
        request.answer().untagged(row("LSUB", "", folder));
      }
    }
    return Answer.completed("LSUB", 178);
  }

  private static String row(String name, String attribute, String folder) {
    return name + " (" + attribute + ") \"/\" " + name(folder);
  }

  private static String name(String folder) {
    return Answer.string(Optional.of(FolderNames.encode(folder)));
  }

  private static Pattern pattern(Words words) throws Refused {
    String wildcards = words.folder();
    wildcards += words.folder();
    words.end();
    String regex = WILDCARDS.matcher(wildcards).replaceAll(FolderCommands::regex);
    return Pattern.compile(regex, Pattern.DOTALL);
  }

  private static String regex(MatchResult part) {
    return Matcher.quoteReplacement(
        switch (part.group()) {
          case "*" -> ".*";
          case "%" -> "[^/]*";
          default -> Pattern.quote(part.group());
        });
  }

  private String status(Request request) throws Refused {
    String folder = request.words().folder();
    List<String> items = request.words().atoms();
    request.words().end();
    session.existing(folder);
    List<String> values = new ArrayList<>();
    for (String item : items) {
      values.add(item.toUpperCase(Locale.ROOT) + " " + count(folder, item));
    }
    request.answer().untagged("STATUS " + name(folder) + " (" + String.join(" ", values) + ")");
    return Answer.completed("STATUS", 60);
  }

  private long count(String folder, String item) throws Refused {
    Mailboxes mailboxes = session.mailboxes();
    return switch (item.toUpperCase(Locale.ROOT)) {
      case "MESSAGES" -> mailboxes.all(folder).size();
      case "UNSEEN" -> mailboxes.all(folder).stream().filter(m -> !m.has("\\Seen")).count();
      case "RECENT" -> 0;
      case "UIDNEXT" -> mailboxes.uidNext(folder);
      case "UIDVALIDITY" -> mailboxes.uidValidity(folder);
      default -> throw Refused.parseError();
    };
  }

  private String select(Request request) throws Refused {
    String folder = request.words().folder();
    boolean modifications = false;
    if (request.words().nextIs(Kind.LIST)) {
      modifications = true;
      if (!request.words().atoms().equals(List.of("CONDSTORE"))) {
        throw Refused.parseError();
      }
    }
    request.words().end();
    session.select(Optional.empty());
    session.existing(folder);
    boolean readOnly = request.name().equals("EXAMINE");
    Selection selection = new Selection(session.mailboxes(), folder, readOnly);
    session.select(Optional.of(selection));
    describe(selection, request.answer());
    if (modifications) {
      request.answer().untagged("OK [HIGHESTMODSEQ " + FetchCommand.MODSEQ + "]");
    }
    return "OK "
        + (readOnly ? "[READ-ONLY] " : "[READ-WRITE] ")
        + Answer.completed(request.name(), 2).substring("OK ".length());
  }

  private void describe(Selection selection, Answer answer) {
    String folder = selection.folder();
    answer.untagged(selection.count() + " EXISTS");
    answer.untagged("0 RECENT");
    selection.firstUnseen().ifPresent(number -> answer.untagged("OK [UNSEEN " + number + "]"));
    answer.untagged("OK [UIDVALIDITY " + session.mailboxes().uidValidity(folder) + "]");
    answer.untagged("OK [UIDNEXT " + session.mailboxes().uidNext(folder) + "]");
    answer.untagged("FLAGS (" + FLAGS + ")");
    answer.untagged("OK [PERMANENTFLAGS (" + FLAGS + " \\*)]");
  }

  private String create(Request request) throws Refused {
    String folder = request.words().folder();
    request.words().end();
    if (session.mailboxes().lists(folder)) {
      throw new Refused("NO [ALREADYEXISTS] Mailbox already exists");
    }
    session.mailboxes().create(folder);
    return Answer.completed("CREATE", 12);
  }

  private String delete(Request request) throws Refused {
    String folder = session.existing(request.words().folder());
    request.words().end();
    if (folder.equals(Mailboxes.INBOX)) {
      throw new Refused("NO [CANNOT] Mailbox cannot be deleted");
    }
    session.mailboxes().remove(folder);
    return Answer.completed("DELETE", 12);
  }

  private String subscribe(Request request) throws Refused {
    String folder = request.words().folder();
    request.words().end();
    session.mailboxes().subscribe(folder, request.name().equals("SUBSCRIBE"));
    return Answer.completed(request.name(), 1);
  }
}
