package icloudmail.mail;

import icloudmail.model.Envelope;
import icloudmail.model.MailException;
import icloudmail.model.Reference;
import icloudmail.model.UidRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.jspecify.annotations.Nullable;

/**
 * Asks once for messages, and goes on until each has come: iCloud leaves rows out without an error
 * (icloud-facts 2), and a row that cannot be parsed is none. What is still missing then is told,
 * never passed over.
 */
final class RowReader {
  private static final int MOST_ALONE = 20;

  /** Octets of the headers of several messages; their envelopes take up to 25 times as much. */
  private static final int MOST = 640 << 10;

  private final ImapSession session;
  private final String folder;
  private final long uidValidity;
  private final Map<Long, Envelope> rows = new HashMap<>();
  private String items;
  private boolean tooMany;

  RowReader(ImapSession session, String folder, long uidValidity, boolean attachments) {
    this.session = session;
    this.folder = folder;
    this.uidValidity = uidValidity;
    this.items = attachments ? EnvelopeReader.STRUCTURE_ITEMS : EnvelopeReader.LIST_ITEMS;
  }

  /** By their numbers; those that are not there any more are not missed. */
  Rows numbered(int first, int last) throws MailException {
    ask(
        connection -> {
          // on a new connection the folder may have become shorter
          int end = Math.min(last, session.messages());
          if (first <= end) {
            take(
                connection.ask("FETCH " + first + ":" + end + " " + items),
                row -> row.getNumber() >= first && row.getNumber() <= end);
          }
          return rows;
        });
    int end = Math.min(last, session.messages());
    if (tooMany || rows.size() >= end - first + 1) {
      return complete(List.of(), first < end);
    }
    // some are left out or gone, which numbers do not tell
    List<Long> all = open().search(new Argument().writeAtom("ALL"));
    session.noteMessages(all.size());
    int most = all.size();
    int there = Math.min(end, most);
    return complete(
        first <= there ? all.subList(most - there, most - first + 1) : List.of(), first < end);
  }

  /** By their UIDs; those that are not there any more are not missed. */
  Rows named(List<Long> uids) throws MailException {
    ask(uids);
    List<Long> missing = tooMany ? List.of() : missing(uids);
    return complete(missing.isEmpty() ? missing : open().present(missing), uids.size() > 1);
  }

  /** Asks once more for those that are there and have not come: together, then each by itself. */
  private Rows complete(List<Long> there, boolean several) throws MailException {
    items = isShort() ? items : EnvelopeReader.LIST_ITEMS;
    ask(missing(there));
    for (long each : missing(there).stream().limit(MOST_ALONE).toList()) {
      ask(List.of(each));
    }
    if (tooMany && several) {
      return Rows.TOO_MANY;
    }
    List<Reference> lost = missing(there).stream().map(open()::reference).toList();
    List<Envelope> envelopes = new ArrayList<>(rows.values());
    envelopes.sort(Comparator.comparingLong((Envelope e) -> e.reference().uid()).reversed());
    return new Rows(
        envelopes,
        lost.isEmpty() ? Optional.empty() : Optional.of(OpenFolder.heldBack(lost)),
        false);
  }

  private List<Long> missing(List<Long> wanted) {
    return wanted.stream().filter(each -> !rows.containsKey(each)).toList();
  }

  private void ask(List<Long> uids) throws MailException {
    if (uids.isEmpty()) {
      return;
    }
    String set = SearchKeys.set(UidRange.of(uids));
    Set<Long> wanted = Set.copyOf(uids);
    ask(
        connection -> {
          take(
              connection.ask("UID FETCH " + set + " " + items),
              row -> isIn(wanted, row.getItem(UID.class)));
          return rows;
        });
  }

  private static boolean isIn(Set<Long> wanted, @Nullable UID uid) {
    return uid != null && wanted.contains(uid.uid);
  }

  /** Where a header is too long to be answered, the beginnings of all are asked for. */
  private void ask(ImapSession.Command<?> command) throws MailException {
    String listing = "listing " + folder;
    try {
      session.repeat(listing, command);
    } catch (MailException e) {
      if (!Failures.endless(e) || isShort()) {
        throw e;
      }
      items = EnvelopeReader.SHORT_ITEMS;
      session.restore();
      session.repeat(listing, command);
    }
  }

  private boolean isShort() {
    return items.equals(EnvelopeReader.SHORT_ITEMS);
  }

  private void take(Response[] responses, Predicate<FetchResponse> wanted) {
    int weight = 0;
    for (Response response : responses) {
      if (response instanceof FetchResponse row && wanted.test(row)) {
        weight += EnvelopeReader.weight(row);
        if (weight <= MOST || rows.isEmpty()) {
          EnvelopeReader.read(row, folder, uidValidity)
              .ifPresent(envelope -> rows.put(envelope.reference().uid(), envelope));
        } else {
          tooMany = true;
        }
      }
    }
  }

  private OpenFolder open() {
    return new OpenFolder(session, folder, uidValidity);
  }
}
