package icloudmail.store;

import java.nio.file.Path;

/** A folder and the index of what is held of it. */
class HeldFolder implements KeptFolder {
  private final StateHeader owner;
  private final Path path;
  private final MessageIndex index;

  HeldFolder(StateHeader owner, Path path, MessageIndex index) {
    this.owner = owner;
    this.path = path;
    this.index = index;
  }

  MessageIndex index() {
    return index;
  }

  @Override
  public String name() {
    return owner.folder();
  }

  @Override
  public long uidValidity() {
    return owner.uidValidity();
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public boolean holds(long uid) {
    return index.has(uid);
  }

  @Override
  public long held() {
    return index.size();
  }
}
