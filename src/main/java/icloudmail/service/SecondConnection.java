package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.OpenFolder;
import icloudmail.model.MailException;
import org.jspecify.annotations.Nullable;

/** One connection more, made when it is first needed and kept for the run. */
final class SecondConnection implements AutoCloseable {
  private final ImapMailbox first;
  private @Nullable ImapMailbox second;

  SecondConnection(ImapMailbox first) {
    this.first = first;
  }

  /** The same folder over this connection, for reading only. */
  OpenFolder open(OpenFolder folder) throws MailException {
    ImapMailbox mailbox = second;
    if (mailbox == null) {
      mailbox = first.beside();
      second = mailbox;
    }
    return mailbox.examineAgain(folder);
  }

  @Override
  public void close() {
    if (second != null) {
      second.close();
    }
  }
}
