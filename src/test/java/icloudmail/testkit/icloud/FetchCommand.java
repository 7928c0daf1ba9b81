package icloudmail.testkit.icloud;

import icloudmail.testkit.icloud.Request.Command;
import icloudmail.testkit.icloud.Request.State;
import icloudmail.testkit.icloud.Word.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** FETCH and UID FETCH, with what is odd about them at Apple (icloud-facts 2). */
final class FetchCommand {
  static final String MODSEQ = "393317264036880";

  private static final Map<String, List<String>> MACROS =
      Map.of(
          "FAST", List.of("FLAGS", "INTERNALDATE", "RFC822.SIZE"),
          "ALL", List.of("FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE"),
          "FULL", List.of("FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE", "BODY"));

  private final ImapSession session;

  FetchCommand(ImapSession session) {
    this.session = session;
  }

  void addTo(Map<String, Command> table) {
    table.put("FETCH", new Command(State.SELECTED, this::fetch));
    table.put("UID FETCH", new Command(State.SELECTED, this::fetch));
  }

  private String fetch(Request request) throws Refused {
    Selection selection = session.selected();
    NumberSet set = NumberSet.parse(request.words().atom());
    List<FetchItem> items = new ArrayList<>();
    for (String item : names(request.words())) {
      items.add(FetchItem.parse(item));
    }
    request.words().end();
    boolean withUid = items.stream().anyMatch(FetchItem::isUid) || request.byUid();
    List<Long> changed = new ArrayList<>();
    for (StoredMessage message : selection.pick(set, request.byUid())) {
      if (isOmitted(request, message, items)) {
        continue;
      }
      List<String> values = new ArrayList<>();
      if (withUid) {
        values.add("UID " + message.uid());
      }
      StoredMessage read = read(message, items, changed);
      items.forEach(item -> item.render(read).ifPresent(values::add));
      int number = selection.number(message.uid());
      request.answer().untagged(number + " FETCH (" + String.join(" ", values) + ")");
    }
    selection.echo(changed, request.answer());
    return Answer.completed("FETCH", 153);
  }

  private static List<String> names(Words words) throws Refused {
    if (words.nextIs(Kind.LIST)) {
      return words.atoms();
    }
    String name = words.atom();
    return MACROS.getOrDefault(name.toUpperCase(Locale.ROOT), List.of(name));
  }

  private boolean isOmitted(Request request, StoredMessage message, List<FetchItem> items) {
    return request.omits(message.uid())
        || (session.server().omitsRowsWithOddMessageId()
            && items.stream().anyMatch(FetchItem::isEnvelope)
            && Envelopes.isOdd(message));
  }

  /** Marks a message as read where an item does so. */
  private StoredMessage read(StoredMessage message, List<FetchItem> items, List<Long> changed)
      throws Refused {
    Selection selection = session.selected();
    boolean reads = items.stream().anyMatch(FetchItem::marksAsRead);
    if (!reads || selection.isReadOnly() || message.has("\\Seen")) {
      return message;
    }
    Set<String> flags = new LinkedHashSet<>(message.flags());
    flags.add("\\Seen");
    session.mailboxes().setFlags(selection.folder(), message.uid(), old -> flags);
    changed.add(message.uid());
    return message.with(flags);
  }
}
