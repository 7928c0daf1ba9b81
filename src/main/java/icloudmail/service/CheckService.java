package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.CheckResult;
import icloudmail.model.Envelope;
import icloudmail.model.Listing;
import icloudmail.model.MailException;
import icloudmail.model.Query;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;

/** Tells whether there is mail, with as few commands as the answer needs. */
public final class CheckService {
  private final SessionFactory sessions;
  private final Logger log;

  CheckService(SessionFactory sessions, Logger log) {
    this.sessions = sessions;
    this.log = log;
  }

  /** Counts the messages of the query; the unread ones of a folder with one STATUS. */
  public CheckResult count(Account account, Query query) throws MailException {
    Setbacks setbacks = new Setbacks(log);
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      if (query.isUnreadOfFolder()) {
        return new CheckResult(query.scope(), unread(mailbox, query));
      }
      long[] count = {0};
      new FolderWalk(mailbox, true, setbacks)
          .each(
              query.scope(),
              Set.of(),
              folder -> count[0] += new Finder(folder, query.condition(), setbacks).count());
      setbacks.report();
      return new CheckResult(query.scope(), count[0]);
    }
  }

  /**
   * Hands over the messages of the query, each folder's newest first; they are looked at only if
   * there are any.
   */
  public CheckResult list(Account account, Query query, Consumer<Listing> pieces)
      throws MailException {
    Setbacks setbacks = new Setbacks(log);
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      long[] count = {0};
      if (!query.isUnreadOfFolder() || unread(mailbox, query) > 0) {
        new FolderWalk(mailbox, true, setbacks)
            .each(
                query.scope(),
                Set.of(),
                folder ->
                    new Finder(folder, query.condition(), setbacks)
                        .find(
                            Integer.MAX_VALUE,
                            found -> {
                              count[0] += found.size();
                              handOver(query, found, pieces);
                              return true;
                            }));
      }
      if (count[0] == 0) {
        pieces.accept(new Listing(query.scope(), List.of()));
      }
      setbacks.report();
      return new CheckResult(query.scope(), count[0]);
    }
  }

  private static void handOver(Query query, List<Envelope> found, Consumer<Listing> pieces) {
    if (!found.isEmpty()) {
      pieces.accept(new Listing(query.scope(), found));
    }
  }

  private static long unread(ImapMailbox mailbox, Query query) throws MailException {
    return mailbox.unread(FolderWalk.names(mailbox, query.scope()).get(0));
  }
}
