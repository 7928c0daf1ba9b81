package icloudmail.mail;

import icloudmail.model.DownloadedMessage;
import icloudmail.model.MailException;
import icloudmail.model.UidRange;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FLAGS;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;

/**
 * Downloads messages by many in one command and hands each over as it comes. What has come is not
 * asked for again, however often the connection breaks; what has not come whole is left to {@link
 * Download}.
 */
final class BulkDownload {
  private static final String ITEMS = " (" + EnvelopeReader.ITEMS + " BODY.PEEK[])";

  private final ImapSession session;
  private final OpenFolder folder;
  private final DownloadTaker taker;
  private final Set<Long> left = new TreeSet<>();
  private long taken;

  BulkDownload(ImapSession session, OpenFolder folder, DownloadTaker taker) {
    this.session = session;
    this.folder = folder;
    this.taker = taker;
  }

  /** Answers those that did not come whole. */
  List<Long> run(List<Long> uids) throws MailException {
    left.addAll(uids);
    try {
      session.persevere("reading messages of " + folder.name(), this::ask, () -> taken);
    } catch (MailException e) {
      // a server that refuses many may hand out each, or tells which is at fault
      if (!Failures.answered(e) || Failures.busy(e)) {
        throw e;
      }
      session.log().info("{}; asking for each message by itself", e.getMessage());
    }
    return List.copyOf(left);
  }

  private Set<Long> ask(ImapConnection connection) throws ProtocolException, MailException {
    if (!left.isEmpty()) {
      connection.each("UID FETCH " + SearchKeys.set(UidRange.of(left)) + ITEMS, this::take);
    }
    return left;
  }

  private void take(Response response) throws MailException {
    if (!(response instanceof FetchResponse row)) {
      return;
    }
    UID uid = row.getItem(UID.class);
    BODY body = row.getItem(BODY.class);
    RFC822SIZE announced = row.getItem(RFC822SIZE.class);
    if (uid == null || body == null || announced == null || !left.contains(uid.uid)) {
      return;
    }
    ByteArray bytes = body.getByteArray();
    // an empty or a short text may be a fault of the moment, which Download finds out
    if (bytes != null && bytes.getCount() > 0 && bytes.getCount() == announced.size) {
      taker.take(message(row, uid.uid, new CopyInMemory(bytes)));
      left.remove(uid.uid);
      taken++;
    }
  }

  private DownloadedMessage message(FetchResponse row, long uid, CopyInMemory content) {
    INTERNALDATE received = row.getItem(INTERNALDATE.class);
    return new DownloadedMessage(
        folder.reference(uid),
        received == null ? null : EnvelopeReader.instant(received),
        EnvelopeReader.flags(row.getItem(FLAGS.class)),
        ReturnPath.of(content.open()),
        content.size(),
        content);
  }
}
