package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.OpenFolder;
import icloudmail.mail.Rows;
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
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Moves messages from the selected folder so that none is lost or doubled, wherever the connection
 * breaks, and tells what became of each. UID MOVE first; where the server does not know it, COPY,
 * then the removal of exactly what was copied.
 */
final class Relocation {
  private static final int ATTEMPTS = 3;

  private final ImapMailbox mailbox;
  private final OpenFolder from;
  private final String to;
  private final Consumer<Change> changes;
  private final Setbacks setbacks;
  private boolean knowsMove = true;

  /**
   * @param to the name of a folder that is there
   * @param setbacks takes what was not there any more
   */
  Relocation(
      ImapMailbox mailbox,
      OpenFolder from,
      String to,
      Consumer<Change> changes,
      Setbacks setbacks) {
    this.mailbox = mailbox;
    this.from = from;
    this.to = to;
    this.changes = changes;
    this.setbacks = setbacks;
  }

  /** Moves these messages, which fit one command. */
  void move(List<Long> uids) throws MailException {
    List<Long> left = uids;
    for (int attempt = 1; knowsMove && !left.isEmpty(); attempt++) {
      try {
        var moved = from.changes().move(left, to);
        knowsMove = moved.isPresent();
        left = moved.isPresent() ? told(left, moved.get()) : left;
      } catch (MailException e) {
        // the answer is lost, and each message is either moved or not (RFC 6851 section 3.3)
        left = afterLoss(left, e, attempt);
      }
      if (attempt == ATTEMPTS && knowsMove && !left.isEmpty()) {
        throw heldBack(left, Status.UNCHANGED);
      }
    }
    if (!left.isEmpty()) {
      remove(copy(left));
    }
  }

  /**
   * Reports what the server says it moved; the rest, as far as it is there, is still to be moved.
   */
  private List<Long> told(List<Long> uids, Map<Long, Reference> moved) throws MailException {
    if (moved.isEmpty()) {
      report(uids, Status.MOVED, moved, null);
      return List.of();
    }
    report(List.copyOf(moved.keySet()), Status.MOVED, moved, null);
    return stillThere(without(uids, moved.keySet()));
  }

  /** Those that another client has taken away meanwhile are told as not there. */
  private List<Long> stillThere(List<Long> uids) throws MailException {
    List<Long> there = uids.isEmpty() ? uids : knowing(uids, () -> from.present(uids));
    List<Long> vanished = without(uids, there);
    report(vanished, Status.UNKNOWN, Map.of(), "it was not there any more");
    vanished.forEach(uid -> setbacks.add(from.absent(uid)));
    return without(uids, vanished);
  }

  private MailException heldBack(List<Long> uids, Status status) {
    String why = "the server does not say that it is done";
    report(uids, status, Map.of(), why);
    return new MailException(Kind.PROTOCOL, "not all is moved to " + to + ": " + why);
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

  /** The copies by their origin; only what is known to be copied may be removed. */
  private Map<Long, Reference> copy(List<Long> uids) throws MailException {
    long uidNext = uidNext(uids);
    Map<Long, Reference> copies = new HashMap<>();
    List<Long> missing = uids;
    for (int attempt = 1; !missing.isEmpty(); attempt++) {
      MailException failure = null;
      boolean untold = false;
      try {
        Map<Long, Reference> told = from.changes().copy(missing, to);
        untold = told.isEmpty();
        copies.putAll(told);
      } catch (MailException e) {
        failure = e;
      }
      if (!copies.keySet().containsAll(missing)) {
        // the answer is lost, or does not tell of all
        copies.putAll(knowing(uids, () -> arrived(uids, uidNext)));
      }
      missing = stillThere(without(missing, copies.keySet()));
      // what the server says it did, without saying what, must not be done twice
      boolean hopeless = untold || (failure != null && failure.kind() != Kind.TEMPORARY);
      if (!missing.isEmpty() && (hopeless || attempt == ATTEMPTS)) {
        report(List.copyOf(copies.keySet()), Status.COPIED, copies, "not all could be copied");
        if (failure == null) {
          throw heldBack(missing, untold ? Status.UNKNOWN : Status.UNCHANGED);
        }
        report(missing, Status.UNCHANGED, Map.of(), failure.getMessage());
        throw failure;
      }
    }
    return copies;
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

  private void remove(Map<Long, Reference> copies) throws MailException {
    List<Long> uids = copies.keySet().stream().sorted().toList();
    boolean marked = false;
    if (uids.isEmpty()) {
      return;
    }
    try {
      from.changes().flag(uids, Set.of(Flag.DELETED), true);
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
    each(
        target,
        target.since(uidNext),
        copy ->
            copies
                .computeIfAbsent(likeness(copy), key -> new ArrayDeque<>())
                .add(copy.reference()));
    mailbox.selectAgain(from);
    Map<Long, Reference> arrived = new HashMap<>();
    each(
        from,
        uids,
        origin -> {
          Reference copy = copies.getOrDefault(likeness(origin), new ArrayDeque<>()).poll();
          if (copy != null) {
            arrived.put(origin.reference().uid(), copy);
          }
        });
    return arrived;
  }

  /** Where some are held back, nobody can know what has arrived. */
  private static void each(OpenFolder folder, List<Long> uids, Consumer<Envelope> taker)
      throws MailException {
    Rows rows = folder.rows(uids, false);
    if (rows.shortfall().isPresent()) {
      throw rows.shortfall().get();
    }
    rows.envelopes().forEach(taker);
    if (rows.tooMany()) {
      int middle = uids.size() / 2;
      each(folder, uids.subList(0, middle), taker);
      each(folder, uids.subList(middle, uids.size()), taker);
    }
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
