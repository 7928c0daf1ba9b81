package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.OpenFolder;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.Change;
import icloudmail.model.Change.Status;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Query;
import icloudmail.model.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;

/** Moves the messages that a query means to another folder, or removes them for good. */
public final class MoveService {
  private final SessionFactory sessions;
  private final Logger log;

  MoveService(SessionFactory sessions, Logger log) {
    this.sessions = sessions;
    this.log = log;
  }

  /**
   * Moves to the folder that {@code target} names, by role or name; it must be there. Each message
   * is handed over once it is known what became of it.
   *
   * @param dryRun whether nothing is to be changed
   * @throws MailException of kind USAGE for an unknown folder; after what was done was handed over,
   *     where a message that was named, or any message at all, is not there, or not all was done
   */
  public void move(
      Account account, Query query, String target, boolean dryRun, Consumer<Change> changes)
      throws MailException {
    Setbacks setbacks = new Setbacks(log);
    RollCall roll = new RollCall(query);
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      String to = mailbox.folder(target);
      Set<String> left = query.scope().single() ? Set.of() : Set.of(to);
      roll.excuse(to);
      new FolderWalk(mailbox, dryRun, setbacks)
          .each(
              query.scope(),
              left,
              folder -> {
                if (folder.name().equals(to)) {
                  throw new MailException(
                      Kind.USAGE,
                      "the messages of " + to + " are there already",
                      "Name another folder.");
                }
                List<Long> uids = new Finder(folder, query.condition(), setbacks).uids(roll);
                if (dryRun) {
                  planned(folder, uids, "would be moved to " + to, changes);
                } else {
                  Relocation relocation = new Relocation(mailbox, folder, to, changes, setbacks);
                  new Batches(folder, changes).each(uids, relocation::move);
                }
              });
    }
    roll.report(setbacks);
    setbacks.report();
  }

  /**
   * Removes the messages for good: no folder keeps them.
   *
   * @param confirmation is asked before anything is changed
   */
  public void remove(
      Account account,
      Query query,
      boolean dryRun,
      Confirmation confirmation,
      Consumer<Change> changes)
      throws MailException {
    Setbacks setbacks = new Setbacks(log);
    RollCall roll = new RollCall(query);
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      Map<OpenFolder, List<Long>> found = new LinkedHashMap<>();
      new FolderWalk(mailbox, true, setbacks)
          .each(
              query.scope(),
              Set.of(),
              folder -> {
                List<Long> uids = new Finder(folder, query.condition(), setbacks).uids(roll);
                found.put(folder, uids);
                if (dryRun) {
                  planned(folder, uids, "would be removed for good", changes);
                }
              });
      long count = found.values().stream().mapToLong(List::size).sum();
      if (!dryRun && count > 0) {
        confirmation.ask(count);
        for (Map.Entry<OpenFolder, List<Long>> each : found.entrySet()) {
          OpenFolder seen = each.getKey();
          OpenFolder folder = mailbox.selectAgain(seen);
          new Batches(folder, changes).each(each.getValue(), new Removal(folder, changes)::remove);
        }
      }
    }
    roll.report(setbacks);
    setbacks.report();
  }

  private static void planned(
      OpenFolder folder, List<Long> uids, String what, Consumer<Change> changes) {
    for (long uid : uids) {
      Reference reference = folder.reference(uid);
      changes.accept(new Change(reference, Status.PLANNED, reference, what));
    }
  }
}
