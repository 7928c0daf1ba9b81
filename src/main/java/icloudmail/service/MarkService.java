package icloudmail.service;

import icloudmail.mail.ImapMailbox;
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
                for (List<Long> batch : Batches.of(uids)) {
                  for (Map.Entry<Flag, Boolean> flag :
                      dryRun ? Set.<Map.Entry<Flag, Boolean>>of() : flags.entrySet()) {
                    folder.changes().flag(batch, flag.getKey(), flag.getValue());
                  }
                  Status status = dryRun ? Status.PLANNED : Status.MARKED;
                  for (long uid : batch) {
                    changes.accept(
                        new Change(folder.reference(uid), status, folder.reference(uid), null));
                  }
                }
              });
    }
    roll.report(setbacks);
    setbacks.report();
  }
}
