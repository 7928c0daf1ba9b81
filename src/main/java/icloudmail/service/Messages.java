package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.model.Envelope;
import icloudmail.model.Listing;
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

  /**
   * Hands over the newest {@code limit} messages of the query in the open folder, newest first, in
   * pieces.
   *
   * @return how many they are
   */
  static int newest(ImapMailbox mailbox, Query query, int limit, Consumer<Listing> pieces)
      throws MailException {
    checkUidValidity(mailbox, query);
    int found =
        query.isWholeFolder()
            ? ofFolder(mailbox, query.folder(), limit, pieces)
            : ofCandidates(mailbox, query, limit, pieces);
    if (found == 0) {
      pieces.accept(new Listing(query.folder(), List.of()));
    }
    return found;
  }

  /** The UIDs of all messages of the query in the open folder. */
  static List<Long> uids(ImapMailbox mailbox, Query query) throws MailException {
    checkUidValidity(mailbox, query);
    if (query.conditions().isEmpty()) {
      return mailbox.search(query);
    }
    List<Long> uids = new ArrayList<>();
    ofCandidates(
        mailbox,
        query,
        Integer.MAX_VALUE,
        piece -> piece.envelopes().forEach(envelope -> uids.add(envelope.reference().uid())));
    return uids;
  }

  private static int ofFolder(
      ImapMailbox mailbox, String folder, int limit, Consumer<Listing> pieces)
      throws MailException {
    int found = 0;
    int oldest = Math.max(1, mailbox.messages() - limit + 1);
    for (int last = mailbox.messages(); last >= oldest; last -= BATCH) {
      int first = Math.max(oldest, last - BATCH + 1);
      List<Envelope> piece = mailbox.envelopes(first, last);
      pieces.accept(new Listing(folder, piece));
      found += piece.size();
    }
    return found;
  }

  private static int ofCandidates(
      ImapMailbox mailbox, Query query, int limit, Consumer<Listing> pieces) throws MailException {
    List<Long> candidates = mailbox.search(query);
    int found = 0;
    for (int at = 0; at < candidates.size() && found < limit; ) {
      // a few more than are wanted, for those that the check below turns down
      int most = Math.min(BATCH, Math.max(limit - found, BATCH / 10));
      int end = Math.min(candidates.size(), at + most);
      List<Envelope> piece =
          mailbox.envelopes(candidates.subList(at, end)).stream()
              .filter(query::matches)
              .limit(limit - found)
              .toList();
      if (!piece.isEmpty()) {
        pieces.accept(new Listing(query.folder(), piece));
      }
      found += piece.size();
      at = end;
    }
    return found;
  }
}
