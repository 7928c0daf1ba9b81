package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.CheckResult;
import icloudmail.model.Listing;
import icloudmail.model.MailException;
import icloudmail.model.Query;
import java.util.List;
import java.util.function.Consumer;

/** Tells whether there is mail, with as few commands as the answer needs. */
public final class CheckService {
  private final SessionFactory sessions;

  CheckService(SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** Counts the messages of the query; the unread ones of a folder with one STATUS. */
  public CheckResult count(Account account, Query query) throws MailException {
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      if (query.isUnreadOfFolder()) {
        return new CheckResult(query.folder(), mailbox.unread(query.folder()));
      }
      mailbox.examine(query.folder());
      return new CheckResult(query.folder(), Messages.uids(mailbox, query).size());
    }
  }

  /**
   * Hands over the messages of the query, newest first; they are looked at only if there are any.
   */
  public CheckResult list(Account account, Query query, Consumer<Listing> pieces)
      throws MailException {
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      if (query.isUnreadOfFolder() && mailbox.unread(query.folder()) == 0) {
        pieces.accept(new Listing(query.folder(), List.of()));
        return new CheckResult(query.folder(), 0);
      }
      mailbox.examine(query.folder());
      int found = Messages.newest(mailbox, query, Integer.MAX_VALUE, pieces);
      return new CheckResult(query.folder(), found);
    }
  }
}
