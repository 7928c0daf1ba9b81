package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.Folder;
import icloudmail.model.MailException;
import java.util.function.Consumer;

/** Tells the folders of an account. */
public final class FolderService {
  private final SessionFactory sessions;

  FolderService(SessionFactory sessions) {
    this.sessions = sessions;
  }

  /**
   * Hands over each folder with its counts, in the server's order.
   *
   * @throws MailException also, after the others, where the name of one cannot be read
   */
  public void folders(Account account, Consumer<Folder> folders) throws MailException {
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      for (Folder folder : mailbox.folders()) {
        folders.accept(mailbox.counted(folder));
      }
      mailbox.requireNames();
    }
  }
}
