package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.Listing;
import icloudmail.model.MailException;
import icloudmail.model.Query;

/** Lists the newest messages that a query means. */
public final class ListService {
  private final SessionFactory sessions;

  ListService(SessionFactory sessions) {
    this.sessions = sessions;
  }

  /**
   * The newest {@code limit} messages, newest first.
   *
   * @throws MailException of kind USAGE for an unknown folder, REFUSED for a stale reference
   */
  public Listing list(Account account, Query query, int limit) throws MailException {
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      mailbox.examine(query.folder());
      return new Listing(query.folder(), Messages.newest(mailbox, query, limit));
    }
  }
}
