package icloudmail.mail;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.UidRange;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;

/** The folder that is open on a connection, as it was when it was opened. */
record OpenedFolder(String name, boolean readOnly, long uidValidity, int messages, long uidNext) {
  /**
   * Opens it.
   *
   * @throws MailException of kind PROTOCOL where the answer lacks what it must have (RFC 3501
   *     section 6.3.1), or has a number that is none of 32 bits
   */
  static OpenedFolder on(ImapConnection connection, String name, boolean readOnly)
      throws ProtocolException, MailException {
    MailboxInfo info;
    try {
      info = readOnly ? connection.examine(name) : connection.select(name);
    } catch (RuntimeException e) {
      throw Unreadable.of(e);
    }
    if (info.total < 0) {
      throw untold("how many messages are in ", name);
    }
    if (!UidRange.isUid(info.uidvalidity)) {
      throw untold("the UIDVALIDITY of ", name);
    }
    long uidNext = UidRange.isUid(info.uidnext) ? info.uidnext : 0;
    return new OpenedFolder(name, readOnly, info.uidvalidity, info.total, uidNext);
  }

  private static MailException untold(String what, String folder) {
    return new MailException(
        Kind.PROTOCOL,
        "the server does not tell " + what + ServerText.name(folder),
        Failures.TRY_LATER);
  }

  /** The same with not more messages than so many. */
  OpenedFolder withAtMost(int most) {
    return most >= messages ? this : new OpenedFolder(name, readOnly, uidValidity, most, uidNext);
  }
}
