package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.Flag;
import icloudmail.model.FolderRole;
import icloudmail.model.MailException;
import icloudmail.model.OutboxItem;
import icloudmail.model.Query;
import icloudmail.model.SentCopy;
import icloudmail.store.SpooledMessage;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;

/** Files the copy of what was sent, since iCloud's SMTP does not (icloud-facts 5). */
final class SentCopies {
  private final SessionFactory sessions;
  private final Logger log;

  SentCopies(SessionFactory sessions, Logger log) {
    this.sessions = sessions;
    this.log = log;
  }

  /** A connection to file the copy over, which can be made while the message is handed over. */
  LoginAhead ahead(Account account) {
    return new LoginAhead(sessions, account);
  }

  /** What became of the copy; no failure of it is one of sending. */
  SentCopy file(Filing.Opening opening, String messageId, SpooledMessage spooled) {
    try {
      Filing.Filed filed =
          new Filing(sessions, log)
              .file(
                  opening,
                  FolderRole.SENT,
                  Set.of(Flag.SEEN),
                  messageId,
                  spooled.content(),
                  spooled.item().size());
      SentCopy.Status status = filed.present() ? SentCopy.Status.PRESENT : SentCopy.Status.FILED;
      return new SentCopy(status, filed.folder(), filed.reference(), null);
    } catch (MailException e) {
      return SentCopy.failed(null, e.getMessage());
    }
  }

  /**
   * Whether the sent folder or INBOX proves that the server has taken the message; nothing is
   * looked for where they could not.
   *
   * @throws MailException where that cannot be looked for
   */
  boolean arrived(Account account, OutboxItem item) throws MailException {
    if (!item.traceable()) {
      return false;
    }
    String messageId = item.submission().messageId();
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      Optional<String> sent = mailbox.find(FolderRole.SENT);
      return (sent.isPresent()
              && Filing.present(mailbox.examine(sent.get()), messageId).isPresent())
          || Filing.present(mailbox.examine(Query.INBOX), messageId).isPresent();
    }
  }
}
