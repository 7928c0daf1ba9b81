package icloudmail.service;

import icloudmail.mail.OpenFolder;
import icloudmail.model.Change;
import icloudmail.model.Change.Status;
import icloudmail.model.Flag;
import icloudmail.model.MailException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Removes messages for good, and tells what became of each where that fails. */
final class Removal {
  private final OpenFolder folder;
  private final Consumer<Change> changes;

  Removal(OpenFolder folder, Consumer<Change> changes) {
    this.folder = folder;
    this.changes = changes;
  }

  /** Removes these messages, which fit one command. */
  void remove(List<Long> uids) throws MailException {
    try {
      folder.changes().flag(uids, Set.of(Flag.DELETED), true);
      folder.changes().expunge(uids);
      report(uids, Status.REMOVED, null);
    } catch (MailException e) {
      List<Long> there = present(uids, e);
      report(uids.stream().filter(uid -> !there.contains(uid)).toList(), Status.REMOVED, null);
      if (!there.isEmpty()) {
        restore(there, e);
        throw e;
      }
    }
  }

  private List<Long> present(List<Long> uids, MailException failure) throws MailException {
    try {
      return folder.present(uids);
    } catch (MailException e) {
      report(uids, Status.UNKNOWN, e.getMessage());
      throw failure;
    }
  }

  /** What stays must not vanish with the next EXPUNGE of any client. */
  private void restore(List<Long> uids, MailException failure) {
    try {
      folder.changes().flag(uids, Set.of(Flag.DELETED), false);
      report(uids, Status.UNCHANGED, failure.getMessage());
    } catch (MailException e) {
      report(uids, Status.UNKNOWN, "it is there, and may be marked \\Deleted: " + e.getMessage());
    }
  }

  private void report(List<Long> uids, Status status, @Nullable String reason) {
    for (long uid : uids) {
      var reference = folder.reference(uid);
      changes.accept(
          new Change(reference, status, status == Status.UNCHANGED ? reference : null, reason));
    }
  }
}
