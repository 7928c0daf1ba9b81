package icloudmail.mail;

import icloudmail.model.Envelope;
import icloudmail.model.MailException;
import icloudmail.model.Reference;
import icloudmail.model.UidRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;

/**
 * Asks for messages until each has come: iCloud leaves rows out without an error (icloud-facts 2),
 * and a row that cannot be parsed is none. What is still missing then is told, never passed over.
 */
final class RowReader {
  private static final String LISTING = "listing ";
  private static final int MOST_ALONE = 20;

  private final ImapSession session;
  private final String folder;
  private final long uidValidity;
  private final boolean attachments;

  RowReader(ImapSession session, String folder, long uidValidity, boolean attachments) {
    this.session = session;
    this.folder = folder;
    this.uidValidity = uidValidity;
    this.attachments = attachments;
  }

  /** By their numbers; those that are not there any more are not missed. */
  Rows numbered(int first, int last) throws MailException {
    Map<Long, Envelope> rows = new HashMap<>();
    session.repeat(
        LISTING + folder,
        connection -> {
          // on a new connection the folder may have become shorter
          int end = Math.min(last, session.messages());
          if (first <= end) {
            take(connection.ask("FETCH " + first + ":" + end + " " + items()), rows);
          }
          return rows;
        });
    int end = Math.min(last, session.messages());
    if (rows.size() >= end - first + 1) {
      return complete(List.of(), rows);
    }
    // some are left out or gone, which numbers do not tell
    List<Long> all = open().search(new Argument().writeAtom("ALL"));
    Collections.reverse(all);
    int there = Math.min(end, all.size());
    return complete(first <= there ? all.subList(first - 1, there) : List.of(), rows);
  }

  /** By their UIDs; those that are not there any more are not missed. */
  Rows named(List<Long> uids) throws MailException {
    Map<Long, Envelope> rows = new HashMap<>();
    ask(uids, items(), rows);
    List<Long> missing = missing(uids, rows);
    return complete(missing.isEmpty() ? missing : open().present(missing), rows);
  }

  /** Asks once more for those that are there and have not come: together, then each by itself. */
  private Rows complete(List<Long> there, Map<Long, Envelope> rows) throws MailException {
    ask(missing(there, rows), EnvelopeReader.LIST_ITEMS, rows);
    for (long each : missing(there, rows).stream().limit(MOST_ALONE).toList()) {
      ask(List.of(each), EnvelopeReader.LIST_ITEMS, rows);
    }
    List<Reference> lost = missing(there, rows).stream().map(open()::reference).toList();
    List<Envelope> envelopes = new ArrayList<>(rows.values());
    envelopes.sort(Comparator.comparingLong((Envelope e) -> e.reference().uid()).reversed());
    return new Rows(
        envelopes, lost.isEmpty() ? Optional.empty() : Optional.of(OpenFolder.heldBack(lost)));
  }

  private static List<Long> missing(List<Long> wanted, Map<Long, Envelope> rows) {
    return wanted.stream().filter(each -> !rows.containsKey(each)).toList();
  }

  private void ask(List<Long> uids, String items, Map<Long, Envelope> rows) throws MailException {
    if (uids.isEmpty()) {
      return;
    }
    String set = SearchKeys.set(UidRange.of(uids));
    session.repeat(
        LISTING + folder,
        connection -> {
          Map<Long, Envelope> come = new HashMap<>();
          take(connection.ask("UID FETCH " + set + " " + items), come);
          come.keySet().retainAll(Set.copyOf(uids));
          rows.putAll(come);
          return rows;
        });
  }

  private void take(Response[] responses, Map<Long, Envelope> rows) {
    for (Response response : responses) {
      if (response instanceof FetchResponse row) {
        EnvelopeReader.read(row, folder, uidValidity)
            .ifPresent(envelope -> rows.put(envelope.reference().uid(), envelope));
      }
    }
  }

  private String items() {
    return attachments ? EnvelopeReader.STRUCTURE_ITEMS : EnvelopeReader.LIST_ITEMS;
  }

  private OpenFolder open() {
    return new OpenFolder(session, folder, uidValidity);
  }
}
