package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.OpenFolder;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.Condition;
import icloudmail.model.FolderRole;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Query;
import icloudmail.model.Reference;
import icloudmail.model.SentCopy;
import icloudmail.store.SpooledMessage;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * Files the copy of what was sent, since iCloud's SMTP does not (icloud-facts 5). APPEND is not
 * idempotent, so each attempt looks first whether the copy is there.
 */
final class SentCopies {
  private static final int ATTEMPTS = 2;

  private final SessionFactory sessions;
  private final Logger log;

  SentCopies(SessionFactory sessions, Logger log) {
    this.sessions = sessions;
    this.log = log;
  }

  /** What became of the copy; no failure of it is one of sending. */
  SentCopy file(Account account, String messageId, SpooledMessage spooled) {
    for (int attempt = 1; ; attempt++) {
      try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
        return file(mailbox, messageId, spooled);
      } catch (MailException e) {
        log.info("no copy filed", e);
        if (e.kind() != Kind.TEMPORARY || attempt == ATTEMPTS) {
          return SentCopy.failed(null, e.getMessage());
        }
      }
    }
  }

  /**
   * Whether the sent folder or INBOX holds the message: then the server has taken it.
   *
   * @throws MailException where that cannot be looked for
   */
  boolean arrived(Account account, String messageId) throws MailException {
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      Optional<String> sent = mailbox.find(FolderRole.SENT);
      return (sent.isPresent() && present(mailbox.examine(sent.get()), messageId).isPresent())
          || present(mailbox.examine(Query.INBOX), messageId).isPresent();
    }
  }

  private static Optional<Reference> present(OpenFolder folder, String messageId)
      throws MailException {
    return folder.candidates(new Condition.HasMessageId(messageId)).uids().stream()
        .findFirst()
        .map(folder::reference);
  }

  private static SentCopy file(ImapMailbox mailbox, String messageId, SpooledMessage spooled)
      throws MailException {
    Optional<String> sent = mailbox.find(FolderRole.SENT);
    if (sent.isEmpty()) {
      return SentCopy.failed(null, "the account has no folder for sent messages");
    }
    OpenFolder folder = mailbox.examine(sent.get());
    Optional<Reference> present = present(folder, messageId);
    if (present.isPresent()) {
      return new SentCopy(SentCopy.Status.PRESENT, folder.name(), present.get(), null);
    }
    Reference filed =
        mailbox
            .append(folder.name(), spooled.content(), Math.toIntExact(spooled.item().size()))
            .orElse(null);
    return new SentCopy(SentCopy.Status.FILED, folder.name(), filed, null);
  }
}
