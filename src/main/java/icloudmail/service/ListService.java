package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.Listing;
import icloudmail.model.MailException;
import icloudmail.model.Query;
import java.util.function.Consumer;

/** Lists the newest messages that a query means. */
public final class ListService {
  private final SessionFactory sessions;

  ListService(SessionFactory sessions) {
    this.sessions = sessions;
  }

  /**
   * Hands over the newest {@code limit} messages, newest first.
   *
   * @throws MailException of kind USAGE for an unknown folder, REFUSED for a stale reference
   */
  public void list(Account account, Query query, int limit, Consumer<Listing> pieces)
      throws MailException {
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      mailbox.examine(query.folder());
      Messages.newest(mailbox, query, limit, pieces);
    }
  }
}
