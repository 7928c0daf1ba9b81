package icloudmail.mail;

import icloudmail.model.Envelope;
import icloudmail.model.MailException;
import icloudmail.model.Reference;
import icloudmail.model.UidRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.UID;

/**
 * Asks for messages until each has come: iCloud leaves rows out without an error (icloud-facts 2),
 * and a row that cannot be parsed is none. What is still missing then is told, never passed over.
 */
final class RowReader {
  private static final String NUMBERED = "FETCH";

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
    Collection<Long> wanted = new TreeSet<>();
    for (long number = first; number <= last; number++) {
      wanted.add(number);
    }
    Map<Long, Envelope> rows = new TreeMap<>();
    ask(NUMBERED, wanted, FetchResponse::getNumber, rows);
    wanted.removeIf(number -> number > session.messages());
    return complete(NUMBERED, wanted, FetchResponse::getNumber, rows, List.copyOf(wanted));
  }

  /** By their UIDs; those that are not there any more are not missed. */
  Rows named(List<Long> uids) throws MailException {
    Map<Long, Envelope> rows = new TreeMap<>();
    if (!uids.isEmpty()) {
      ask("UID FETCH", uids, RowReader::uid, rows);
    }
    List<Long> missing = missing(uids, rows);
    List<Long> there =
        missing.isEmpty()
            ? List.of()
            : new OpenFolder(session, folder, uidValidity).present(missing);
    return complete("UID FETCH", uids, RowReader::uid, rows, there);
  }

  /** Asks once more for those that are there and have not come, each by itself. */
  private Rows complete(
      String command,
      Collection<Long> wanted,
      ToLongFunction<FetchResponse> key,
      Map<Long, Envelope> rows,
      List<Long> there)
      throws MailException {
    RowReader plain = new RowReader(session, folder, uidValidity, false);
    for (long each : missing(wanted, rows)) {
      if (there.contains(each)) {
        plain.ask(command, List.of(each), key, rows);
      }
    }
    List<Object> lost = new ArrayList<>();
    for (long each : missing(wanted, rows)) {
      if (there.contains(each)) {
        lost.add(
            command.equals(NUMBERED)
                ? "number " + each + " of " + folder
                : new Reference(folder, uidValidity, each));
      }
    }
    List<Envelope> envelopes = new ArrayList<>(rows.values());
    envelopes.sort(Comparator.comparingLong((Envelope e) -> e.reference().uid()).reversed());
    return new Rows(
        envelopes, lost.isEmpty() ? Optional.empty() : Optional.of(OpenFolder.heldBack(lost)));
  }

  private static List<Long> missing(Collection<Long> wanted, Map<Long, Envelope> rows) {
    return wanted.stream().filter(each -> !rows.containsKey(each)).toList();
  }

  private void ask(
      String command,
      Collection<Long> wanted,
      ToLongFunction<FetchResponse> key,
      Map<Long, Envelope> rows)
      throws MailException {
    String items = attachments ? EnvelopeReader.STRUCTURE_ITEMS : EnvelopeReader.LIST_ITEMS;
    session.repeat(
        "listing " + folder,
        connection -> {
          Set<Long> asked = new HashSet<>(wanted);
          // on a new connection the folder may have become shorter
          asked.removeIf(each -> command.equals(NUMBERED) && each > session.messages());
          if (asked.isEmpty()) {
            return rows;
          }
          String set = SearchKeys.set(UidRange.of(asked));
          for (Response response : connection.ask(command + " " + set + " " + items)) {
            if (response instanceof FetchResponse row && asked.contains(key.applyAsLong(row))) {
              EnvelopeReader.read(row, folder, uidValidity)
                  .ifPresent(envelope -> rows.put(key.applyAsLong(row), envelope));
            }
          }
          return rows;
        });
  }

  private static long uid(FetchResponse row) {
    UID uid = row.getItem(UID.class);
    return uid == null ? 0 : uid.uid;
  }
}
