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

/** Tells whether there is mail, with as few commands as the answer needs. */
public final class CheckService {
  private final SessionFactory sessions;

  CheckService(SessionFactory sessions) {
    this.sessions = sessions;
  }

  /**
   * Counts the messages of the query.
   *
   * @param listed whether the messages themselves are wanted too
   */
  public CheckResult check(Account account, Query query, boolean listed) throws MailException {
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      if (query.isUnreadOfFolder()) {
        long unread = mailbox.unread(query.folder());
        if (unread == 0 || !listed) {
          Listing none = listed ? new Listing(query.folder(), List.of()) : null;
          return new CheckResult(query.folder(), unread, none);
        }
      }
      mailbox.examine(query.folder());
      if (!listed) {
        return new CheckResult(query.folder(), Messages.uids(mailbox, query).size(), null);
      }
      List<Envelope> found = Messages.newest(mailbox, query, Integer.MAX_VALUE);
      return new CheckResult(query.folder(), found.size(), new Listing(query.folder(), found));
    }
  }
}
