package icloudmail.service;

import icloudmail.mail.OpenFolder;
import icloudmail.model.Change;
import icloudmail.model.Change.Status;
import icloudmail.model.MailException;
import java.util.List;
import java.util.function.Consumer;

/** Changes the messages of a folder in portions that fit one command each, whatever their UIDs. */
final class Batches {
  private static final int MOST = 500;

  private final OpenFolder folder;
  private final Consumer<Change> changes;

  Batches(OpenFolder folder, Consumer<Change> changes) {
    this.folder = folder;
    this.changes = changes;
  }

  /** What is done to a portion. */
  interface Step {
    void take(List<Long> batch) throws MailException;
  }

  /**
   * Takes each portion, the oldest messages first, so that they keep their order where they go.
   * Where one fails, the messages of those behind it are told as unchanged.
   */
  void each(List<Long> uids, Step step) throws MailException {
    List<Long> ascending = uids.stream().sorted().toList();
    for (int at = 0; at < ascending.size(); at += MOST) {
      int end = Math.min(ascending.size(), at + MOST);
      try {
        step.take(ascending.subList(at, end));
      } catch (MailException e) {
        for (long uid : ascending.subList(end, ascending.size())) {
          var reference = folder.reference(uid);
          changes.accept(new Change(reference, Status.UNCHANGED, reference, e.getMessage()));
        }
        throw e;
      }
    }
  }

  /** As {@link #each}, where a portion that fails may be done or not. */
  void eachOrUnknown(List<Long> uids, Step step) throws MailException {
    each(
        uids,
        batch -> {
          try {
            step.take(batch);
          } catch (MailException e) {
            for (long uid : batch) {
              changes.accept(
                  new Change(folder.reference(uid), Status.UNKNOWN, null, e.getMessage()));
            }
            throw e;
          }
        });
  }
}
