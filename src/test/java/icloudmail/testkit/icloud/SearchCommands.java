package icloudmail.testkit.icloud;

import icloudmail.testkit.icloud.Request.Command;
import icloudmail.testkit.icloud.Request.State;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** SEARCH and SORT, by number and by UID, with what is odd about them at Apple. */
final class SearchCommands {
  private final ImapSession session;

  SearchCommands(ImapSession session) {
    this.session = session;
  }

  void addTo(Map<String, Command> table) {
    table.put("SEARCH", new Command(State.SELECTED, this::search));
    table.put("UID SEARCH", new Command(State.SELECTED, this::search));
    table.put("SORT", new Command(State.SELECTED, this::sort));
    table.put("UID SORT", new Command(State.SELECTED, this::sort));
  }

  private String search(Request request) throws Refused {
    Words words = request.words();
    boolean extended = words.nextIs("RETURN");
    if (extended) {
      words.next();
      words.atoms();
    }
    if (words.nextIs("CHARSET")) {
      words.next();
      charset(words.string());
    }
    List<Long> hits = hits(request);
    if (extended) {
      String found =
          hits.isEmpty() ? "" : (request.byUid() ? " UID" : "") + " ALL " + NumberSet.write(hits);
      request.answer().untagged("ESEARCH (TAG \"" + request.tag() + "\")" + found);
    } else {
      say("SEARCH", hits, request);
    }
    return Answer.completed("SEARCH", 2);
  }

  /** By UID whatever the key. */
  private String sort(Request request) throws Refused {
    Words words = request.words();
    words.atoms();
    charset(words.string());
    say("SORT", hits(request), request);
    return Answer.completed("SORT", 2);
  }

  /** One line for all hits, and none where there is none. */
  private static void say(String name, List<Long> hits, Request request) {
    if (!hits.isEmpty()) {
      List<String> numbers = hits.stream().map(String::valueOf).toList();
      request.answer().untagged(name + " " + String.join(" ", numbers));
    }
  }

  private List<Long> hits(Request request) throws Refused {
    Selection selection = session.selected();
    Predicate<StoredMessage> wanted = new SearchKeys(selection).all(request.words());
    return selection.present().stream()
        .filter(each -> session.server().findsEverything() || wanted.test(each))
        .map(StoredMessage::uid)
        .map(uid -> request.byUid() ? uid : Long.valueOf(selection.number(uid)))
        .toList();
  }

  private static void charset(String name) throws Refused {
    if (!List.of("UTF-8", "US-ASCII").contains(name.toUpperCase(Locale.ROOT))) {
      throw new Refused("NO [BADCHARSET (UTF-8)] Unknown charset");
    }
  }
}
