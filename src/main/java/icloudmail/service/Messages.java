package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.model.Envelope;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Finds the messages that a query means: the server's answer as a prefilter, re-checked here. */
final class Messages {
  private static final int BATCH = 200;

  private Messages() {}

  /** Refuses references of another UIDVALIDITY: their UIDs would name other messages. */
  static void checkUidValidity(ImapMailbox mailbox, Query query) throws MailException {
    long now = mailbox.uidValidity();
    if (query.uidValidity().isPresent() && query.uidValidity().getAsLong() != now) {
      throw new MailException(
          Kind.REFUSED,
          "stale reference: the UIDVALIDITY of "
              + query.folder()
              + " was "
              + query.uidValidity().getAsLong()
              + " and is "
              + now,
          "The server has numbered the folder anew. List it again for fresh references.");
    }
  }

  /** The newest {@code limit} messages of the query in the open folder, newest first. */
  static List<Envelope> newest(ImapMailbox mailbox, Query query, int limit) throws MailException {
    checkUidValidity(mailbox, query);
    if (query.isWholeFolder()) {
      return mailbox.newest(limit);
    }
    List<Envelope> found = new ArrayList<>();
    forEach(mailbox, query, limit, found::add);
    return found;
  }

  /** The UIDs of all messages of the query in the open folder. */
  static List<Long> uids(ImapMailbox mailbox, Query query) throws MailException {
    checkUidValidity(mailbox, query);
    if (query.conditions().isEmpty()) {
      return mailbox.search(query);
    }
    List<Long> uids = new ArrayList<>();
    forEach(mailbox, query, Integer.MAX_VALUE, envelope -> uids.add(envelope.reference().uid()));
    return uids;
  }

  private static void forEach(ImapMailbox mailbox, Query query, int limit, Consumer<Envelope> found)
      throws MailException {
    List<Long> candidates = mailbox.search(query);
    int taken = 0;
    for (int at = 0; at < candidates.size() && taken < limit; ) {
      // a few more than are wanted, for those that the check below turns down
      int most = Math.min(BATCH, Math.max(limit - taken, BATCH / 10));
      int end = Math.min(candidates.size(), at + most);
      for (Envelope envelope : mailbox.envelopes(candidates.subList(at, end))) {
        if (taken < limit && query.matches(envelope)) {
          found.accept(envelope);
          taken++;
        }
      }
      at = end;
    }
  }
}
