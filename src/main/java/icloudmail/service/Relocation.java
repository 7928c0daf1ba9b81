package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.OpenFolder;
import icloudmail.model.Change;
import icloudmail.model.Change.Status;
import icloudmail.model.Envelope;
import icloudmail.model.Flag;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Reference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Moves messages from the selected folder so that each ends in one place, wherever the connection
 * breaks, and tells what became of each. UID MOVE first; where the server does not know it, COPY,
 * then the removal of exactly what was copied.
 */
final class Relocation {
  private static final int ATTEMPTS = 3;

  private final ImapMailbox mailbox;
  private final OpenFolder from;
  private final String to;
  private final Consumer<Change> changes;
  private boolean knowsMove = true;

  Relocation(ImapMailbox mailbox, OpenFolder from, String to, Consumer<Change> changes) {
    this.mailbox = mailbox;
    this.from = from;
    this.to = to;
    this.changes = changes;
  }

  /** Moves these messages, which fit one command. */
  void move(List<Long> uids) throws MailException {
    List<Long> left = uids;
    for (int attempt = 1; knowsMove && !left.isEmpty(); attempt++) {
      try {
        var moved = from.changes().move(left, to);
        knowsMove = moved.isPresent();
        if (moved.isPresent()) {
          report(left, Status.MOVED, moved.get(), null);
          left = List.of();
        }
      } catch (MailException e) {
        // the answer is lost, and each message is either moved or not (RFC 6851 section 3.3)
        left = afterLoss(left, e, attempt);
      }
    }
    if (!left.isEmpty()) {
      remove(left, copy(left));
    }
  }

  /** What is still to be moved, once the connection is back. */
  private List<Long> afterLoss(List<Long> uids, MailException loss, int attempt)
      throws MailException {
    List<Long> there = knowing(uids, () -> from.present(uids));
    List<Long> gone = without(uids, there);
    report(gone, Status.MOVED, Map.of(), "the server's answer was lost");
    List<Long> left = without(uids, gone);
    if (!left.isEmpty() && (loss.kind() != Kind.TEMPORARY || attempt == ATTEMPTS)) {
      report(left, Status.UNCHANGED, Map.of(), loss.getMessage());
      throw loss;
    }
    return left;
  }

  private Map<Long, Reference> copy(List<Long> uids) throws MailException {
    long uidNext = uidNext(uids);
    Map<Long, Reference> copies = new HashMap<>();
    List<Long> missing = uids;
    for (int attempt = 1; ; attempt++) {
      try {
        copies.putAll(from.changes().copy(missing, to));
        return copies;
      } catch (MailException e) {
        copies.putAll(knowing(uids, () -> arrived(uids, uidNext)));
        missing = without(uids, copies.keySet());
        if (missing.isEmpty()) {
          return copies;
        }
        if (e.kind() != Kind.TEMPORARY || attempt == ATTEMPTS) {
          report(List.copyOf(copies.keySet()), Status.COPIED, copies, e.getMessage());
          report(missing, Status.UNCHANGED, Map.of(), e.getMessage());
          throw e;
        }
      }
    }
  }

  /** The next UID of the target, before anything is copied. */
  private long uidNext(List<Long> uids) throws MailException {
    try {
      return mailbox.uidNext(to);
    } catch (MailException e) {
      report(uids, Status.UNCHANGED, Map.of(), e.getMessage());
      throw e;
    }
  }

  private void remove(List<Long> uids, Map<Long, Reference> copies) throws MailException {
    boolean marked = false;
    try {
      from.changes().flag(uids, Flag.DELETED, true);
      marked = true;
      from.changes().expunge(uids);
      report(uids, Status.MOVED, copies, null);
    } catch (MailException e) {
      List<Long> there = knowing(uids, () -> from.present(uids));
      report(without(uids, there), Status.MOVED, copies, null);
      report(there, Status.COPIED, copies, e.getMessage());
      if (!there.isEmpty()) {
        throw e.also(
            (there.size() == 1 ? "1 message is in " : there.size() + " messages are in ")
                + to
                + " now, and still in "
                + from.name()
                + (marked ? ", marked \\Deleted." : "."));
      }
    }
  }

  private static List<Long> without(List<Long> uids, Collection<Long> others) {
    return uids.stream().filter(uid -> !others.contains(uid)).toList();
  }

  /** The copies that came to the target since its next UID was {@code uidNext}, by their origin. */
  private Map<Long, Reference> arrived(List<Long> uids, long uidNext) throws MailException {
    if (mailbox.uidNext(to) == uidNext) {
      return Map.of();
    }
    Map<Object, Deque<Reference>> copies = new HashMap<>();
    OpenFolder target = mailbox.examine(to);
    for (Envelope copy : target.rows(target.since(uidNext), false).envelopes()) {
      copies.computeIfAbsent(likeness(copy), key -> new ArrayDeque<>()).add(copy.reference());
    }
    mailbox.selectAgain(from);
    Map<Long, Reference> arrived = new HashMap<>();
    for (Envelope origin : from.rows(uids, false).envelopes()) {
      Reference copy = copies.getOrDefault(likeness(origin), new ArrayDeque<>()).poll();
      if (copy != null) {
        arrived.put(origin.reference().uid(), copy);
      }
    }
    return arrived;
  }

  /** What COPY keeps (RFC 3501 section 6.4.7). */
  private static Object likeness(Envelope envelope) {
    List<@Nullable Object> kept = new ArrayList<>();
    kept.add(envelope.messageId());
    kept.add(envelope.received());
    kept.add(envelope.size());
    return kept;
  }

  private interface Look<T> {
    T at() throws MailException;
  }

  /** Where it can't be found out what happened, that is told of each message. */
  private <T> T knowing(List<Long> uids, Look<T> look) throws MailException {
    try {
      return look.at();
    } catch (MailException e) {
      report(uids, Status.UNKNOWN, Map.of(), e.getMessage());
      throw e;
    }
  }

  private void report(
      List<Long> uids, Status status, Map<Long, Reference> references, @Nullable String reason) {
    for (long uid : uids) {
      Reference before = from.reference(uid);
      Reference after = status == Status.UNCHANGED ? before : references.get(uid);
      changes.accept(new Change(before, status, after, reason));
    }
  }
}
