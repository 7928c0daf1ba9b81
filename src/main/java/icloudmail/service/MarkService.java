package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.OpenFolder;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.Change;
import icloudmail.model.Change.Status;
import icloudmail.model.Flag;
import icloudmail.model.MailException;
import icloudmail.model.Query;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;

/** Sets and clears flags of the messages that a query means. */
public final class MarkService {
  private final SessionFactory sessions;
  private final Logger log;

  MarkService(SessionFactory sessions, Logger log) {
    this.sessions = sessions;
    this.log = log;
  }

  /**
   * Hands over each message once its flags are set, or would be.
   *
   * @param flags which to set (true) and which to clear
   * @param dryRun whether nothing is to be changed
   * @throws MailException after the others were handed over, where a message that was named, or any
   *     message at all, is not there
   */
  public void mark(
      Account account,
      Query query,
      Map<Flag, Boolean> flags,
      boolean dryRun,
      Consumer<Change> changes)
      throws MailException {
    Setbacks setbacks = new Setbacks(log);
    RollCall roll = new RollCall(query);
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      new FolderWalk(mailbox, dryRun, setbacks)
          .each(
              query.scope(),
              Set.of(),
              folder -> {
                List<Long> uids = new Finder(folder, query.condition(), setbacks).uids(roll);
                new Batches(folder, changes)
                    .eachOrUnknown(
                        uids,
                        batch -> {
                          if (!dryRun) {
                            set(folder, batch, flags);
                          }
                          Status status = dryRun ? Status.PLANNED : Status.MARKED;
                          for (long uid : batch) {
                            var reference = folder.reference(uid);
                            String reason = dryRun ? "would be marked" : null;
                            changes.accept(new Change(reference, status, reference, reason));
                          }
                        });
              });
    }
    roll.report(setbacks);
    setbacks.report();
  }

  private static void set(OpenFolder folder, List<Long> uids, Map<Flag, Boolean> flags)
      throws MailException {
    for (Boolean on : List.of(true, false)) {
      List<Flag> some = flags.keySet().stream().filter(flag -> on.equals(flags.get(flag))).toList();
      if (!some.isEmpty()) {
        folder.changes().flag(uids, some, on);
      }
    }
  }
}
