package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.OpenFolder;
import icloudmail.mail.Rehearsal;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.Arrangement;
import icloudmail.model.Arrangement.Sort;
import icloudmail.model.Envelope;
import icloudmail.model.Listing;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Query;
import icloudmail.model.Reference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;

/** Lists the messages that a query means. */
public final class ListService {
  /** So many envelopes fit 64 MB, also with long headers; more are handed over as they come. */
  private static final int MOST_ARRANGED = 2_000;

  private final SessionFactory sessions;
  private final Logger log;

  ListService(SessionFactory sessions, Logger log) {
    this.sessions = sessions;
    this.log = log;
  }

  /**
   * Hands over the first {@code limit} messages of the arrangement. The newest are found by UID and
   * then sorted by arrival (icloud-facts B5); above 2,000 they come in the order of their UIDs.
   *
   * @param snippets whether each tells how its text begins
   * @throws MailException of kind USAGE for an unknown folder, or more to arrange than fits;
   *     REFUSED for a stale reference; PROTOCOL or TEMPORARY after the others were handed over,
   *     where the server holds some back
   */
  public void list(
      Account account,
      Query query,
      int limit,
      Arrangement arrangement,
      boolean snippets,
      Consumer<Listing> pieces)
      throws MailException {
    boolean streamed = limit > MOST_ARRANGED;
    if (streamed
        && !(query.scope().single()
            && arrangement.equals(Arrangement.newestFirst())
            && !snippets)) {
      throw new MailException(
          Kind.USAGE,
          "no more than " + MOST_ARRANGED + " messages can be arranged at once",
          "Ask for fewer with -n, or for one folder in its own order.");
    }
    Setbacks setbacks = new Setbacks(log);
    Rehearsal.dates();
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      if (streamed) {
        stream(mailbox, query, limit, setbacks, pieces);
      } else {
        Map<String, OpenFolder> folders = new LinkedHashMap<>();
        Selection selection = select(mailbox, query, limit, arrangement, folders, setbacks);
        List<Envelope> arranged = selection.arranged();
        List<Envelope> shown =
            snippets ? withSnippets(mailbox, arranged, folders, setbacks) : arranged;
        pieces.accept(new Listing(query.scope(), shown));
      }
    }
    setbacks.report();
  }

  private static Selection select(
      ImapMailbox mailbox,
      Query query,
      int limit,
      Arrangement arrangement,
      Map<String, OpenFolder> folders,
      Setbacks setbacks)
      throws MailException {
    Selection selection = new Selection(limit, arrangement);
    int wanted = arrangement.sort() == Sort.DATE ? limit : Integer.MAX_VALUE;
    new FolderWalk(mailbox, true, setbacks)
        .each(
            query.scope(),
            Set.of(),
            folder -> {
              folders.put(folder.name(), folder);
              Quota quota = new Quota(wanted);
              new Finder(folder, query.condition(), setbacks)
                  .find(
                      wanted,
                      found -> {
                        selection.add(quota.cut(found));
                        return quota.left > 0;
                      });
            });
    return selection;
  }

  private static void stream(
      ImapMailbox mailbox, Query query, int limit, Setbacks setbacks, Consumer<Listing> pieces)
      throws MailException {
    Quota quota = new Quota(limit);
    new FolderWalk(mailbox, true, setbacks)
        .each(
            query.scope(),
            Set.of(),
            folder ->
                new Finder(folder, query.condition(), setbacks)
                    .find(
                        limit,
                        found -> {
                          List<Envelope> piece = quota.cut(found);
                          if (!piece.isEmpty()) {
                            pieces.accept(new Listing(query.scope(), piece));
                          }
                          return quota.left > 0;
                        }));
    if (quota.left == limit) {
      pieces.accept(new Listing(query.scope(), List.of()));
    }
  }

  private static List<Envelope> withSnippets(
      ImapMailbox mailbox,
      List<Envelope> envelopes,
      Map<String, OpenFolder> folders,
      Setbacks setbacks)
      throws MailException {
    Map<Reference, String> snippets = new HashMap<>();
    for (OpenFolder folder : folders.values()) {
      List<Long> uids =
          envelopes.stream()
              .map(Envelope::reference)
              .filter(reference -> reference.folder().equals(folder.name()))
              .map(Reference::uid)
              .toList();
      if (!uids.isEmpty()) {
        OpenFolder opened = mailbox.again(folder);
        Map<Long, String> found = opened.snippets(uids);
        found.forEach((uid, snippet) -> snippets.put(folder.reference(uid), snippet));
        List<Long> missing = uids.stream().filter(uid -> !found.containsKey(uid)).toList();
        List<Long> held = missing.isEmpty() ? missing : opened.present(missing);
        if (!held.isEmpty()) {
          setbacks.add(opened.heldBack(held));
        }
      }
    }
    return envelopes.stream()
        .map(each -> each.withSnippet(snippets.getOrDefault(each.reference(), "")))
        .toList();
  }

  /** So many and no more. */
  private static final class Quota {
    private int left;

    private Quota(int wanted) {
      left = wanted;
    }

    private List<Envelope> cut(List<Envelope> found) {
      List<Envelope> cut = found.subList(0, Math.min(left, found.size()));
      left -= cut.size();
      return cut;
    }
  }
}
