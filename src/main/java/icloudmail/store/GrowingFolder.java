package icloudmail.store;

import icloudmail.model.Reference;
import icloudmail.model.SavedFile;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A folder that messages are added to, by several threads at once and each message once. */
abstract class GrowingFolder extends HeldFolder implements ArchiveFolder {
  private final Set<Long> forgotten = ConcurrentHashMap.newKeySet();
  private final Set<Long> under = ConcurrentHashMap.newKeySet();

  GrowingFolder(StateHeader owner, Path path, MessageIndex index) {
    super(owner, path, index);
  }

  @Override
  public boolean holds(long uid) {
    return super.holds(uid) && !forgotten.contains(uid);
  }

  @Override
  public long held() {
    return super.held() - forgotten.size();
  }

  @Override
  public void forget(long uid) {
    if (super.holds(uid)) {
      forgotten.add(uid);
    }
  }

  /** Whether the message is this thread's to add: it is not held, and nobody is adding it. */
  boolean begins(long uid) {
    return !holds(uid) && under.add(uid);
  }

  /** The message could not be added; it can be begun again. */
  void gaveUp(long uid) {
    under.remove(uid);
  }

  /** The message is held from now on. */
  void kept(long uid) {
    forgotten.remove(uid);
    under.remove(uid);
  }

  /** What is told of a message that is kept in {@code file}. */
  SavedFile saved(long uid, long size, Path file) {
    Reference reference = new Reference(name(), uidValidity(), uid);
    return new SavedFile(reference, null, null, "message/rfc822", size, file);
  }
}
