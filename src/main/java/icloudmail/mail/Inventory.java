package icloudmail.mail;

import icloudmail.model.MailException;
import icloudmail.model.UidRange;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.FLAGS;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;

/** Flags and sizes of many messages, in few commands, row by row. */
final class Inventory {
  /** A command line of some kB is taken everywhere; a folder without gaps is one range. */
  private static final int MOST_RANGES = 300;

  private Inventory() {}

  static void read(ImapSession session, String folder, List<Long> uids, InventoryTaker taker)
      throws MailException {
    List<UidRange> ranges = new ArrayList<>(UidRange.of(uids));
    for (int at = 0; at < ranges.size(); at += MOST_RANGES) {
      String set = SearchKeys.set(ranges.subList(at, Math.min(ranges.size(), at + MOST_RANGES)));
      String command = "UID FETCH " + set + " (FLAGS RFC822.SIZE)";
      session.repeat(
          "listing " + folder,
          connection -> {
            connection.each(command, response -> take(response, taker));
            return set;
          });
    }
  }

  private static void take(Response response, InventoryTaker taker) throws MailException {
    if (response instanceof FetchResponse row) {
      UID uid = row.getItem(UID.class);
      RFC822SIZE size = row.getItem(RFC822SIZE.class);
      FLAGS flags = row.getItem(FLAGS.class);
      // iCloud tells of flags at any moment, in rows that nobody asked for (icloud-facts 2)
      if (uid != null && size != null && flags != null) {
        taker.take(uid.uid, EnvelopeReader.flags(flags), size.size);
      }
    }
  }
}
