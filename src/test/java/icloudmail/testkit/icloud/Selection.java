package icloudmail.testkit.icloud;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The folder that a connection has open, as its client has been told it. */
final class Selection {
  private final Mailboxes mailboxes;
  private final String folder;
  private final boolean readOnly;
  private final List<Long> uids;
  private final List<Long> echoes = new ArrayList<>();
  private int rounds;

  Selection(Mailboxes mailboxes, String folder, boolean readOnly) {
    this.mailboxes = mailboxes;
    this.folder = folder;
    this.readOnly = readOnly;
    uids = new ArrayList<>(mailboxes.uids(folder));
  }

  String folder() {
    return folder;
  }

  boolean isReadOnly() {
    return readOnly;
  }

  int count() {
    return uids.size();
  }

  /** The message number of a UID; 0 for one that the client knows not of. */
  int number(long uid) {
    return Math.max(0, Collections.binarySearch(uids, uid) + 1);
  }

  /** Those messages of a set that are still there. */
  List<StoredMessage> pick(NumberSet set, boolean byUid) {
    return present().stream().filter(message -> has(set, message, byUid)).toList();
  }

  boolean has(NumberSet set, StoredMessage message, boolean byUid) {
    if (byUid) {
      return set.has(message.uid(), uids.isEmpty() ? 0 : uids.get(uids.size() - 1));
    }
    return set.has(number(message.uid()), uids.size());
  }

  /** The messages that the client knows of and that are still there. */
  List<StoredMessage> present() {
    if (!mailboxes.opens(folder)) {
      return List.of();
    }
    return mailboxes.all(folder).stream().filter(m -> number(m.uid()) > 0).toList();
  }

  /** {@code n FETCH (UID u FLAGS (...))}, with the UID or without. */
  String flagsLine(long uid, boolean withUid) {
    Set<String> flags = mailboxes.find(folder, uid).map(StoredMessage::flags).orElse(Set.of());
    String list = "FLAGS (" + String.join(" ", flags) + ")";
    return number(uid) + " FETCH (" + (withUid ? "UID " + uid + " " : "") + list + ")";
  }

  /**
   * Says the new flags, unasked, one to three times, and once more before the next answer
   * (icloud-facts 2).
   */
  void echo(List<Long> changed, Answer answer) {
    if (changed.isEmpty()) {
      return;
    }
    for (int i = 0; i <= rounds % 3; i++) {
      changed.forEach(uid -> answer.untagged(flagsLine(uid, true)));
    }
    rounds++;
    echoes.addAll(changed);
  }

  /** What is still to be said of flags, in front of the next answer. */
  void sayEchoes(Answer answer) {
    for (Long uid : echoes) {
      if (number(uid) > 0) {
        answer.untagged(flagsLine(uid, true));
      }
    }
    echoes.clear();
  }

  /** Tells what has come and, where that is allowed, what has gone. */
  void sync(Answer answer, boolean tellExpunged) {
    if (!mailboxes.opens(folder)) {
      return;
    }
    Set<Long> now = new TreeSet<>(mailboxes.uids(folder));
    if (tellExpunged) {
      for (Long uid : List.copyOf(uids)) {
        if (!now.contains(uid)) {
          answer.untagged(number(uid) + " EXPUNGE");
          uids.remove(uid);
        }
      }
    }
    List<Long> come = now.stream().filter(uid -> number(uid) == 0).toList();
    if (!come.isEmpty()) {
      uids.addAll(come);
      answer.untagged(uids.size() + " EXISTS");
    }
  }

  /** The number of the first unread message. */
  Optional<Integer> firstUnseen() {
    return present().stream()
        .filter(message -> !message.has("\\Seen"))
        .findFirst()
        .map(message -> number(message.uid()));
  }
}
