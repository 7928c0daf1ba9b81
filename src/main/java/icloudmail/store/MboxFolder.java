package icloudmail.store;

import icloudmail.model.DownloadedMessage;
import icloudmail.model.MailException;
import icloudmail.model.Reference;
import icloudmail.model.SavedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A folder that is kept in an mbox. */
final class MboxFolder implements ArchiveFolder {
  /** What is to be done when the folder is closed. */
  interface Closing {
    void run() throws IOException;
  }

  private final Disk disk;
  private final StateHeader owner;
  private final MboxFile mbox;
  private final MessageIndex index;
  private final Closing closing;
  private final Set<Long> forgotten = ConcurrentHashMap.newKeySet();
  private final Set<Long> under = ConcurrentHashMap.newKeySet();
  private final Object committing = new Object();
  private @Nullable MboxStaging staging;
  private int turn;

  /**
   * @param index what the mbox holds of this folder
   */
  MboxFolder(Disk disk, StateHeader owner, MboxFile mbox, MessageIndex index, Closing closing) {
    this.disk = disk;
    this.owner = owner;
    this.mbox = mbox;
    this.index = index;
    this.closing = closing;
  }

  /** Where messages of an mbox wait: one batch is filled while another one is committed. */
  static Path part(Path mbox, int turn) {
    return mbox.resolveSibling("." + mbox.getFileName() + "." + turn % 2 + StateFile.PART);
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
    return mbox.path();
  }

  @Override
  public boolean holds(long uid) {
    return index.has(uid) && !forgotten.contains(uid);
  }

  @Override
  public long held() {
    return (long) index.size() - forgotten.size();
  }

  @Override
  public void forget(long uid) {
    if (index.has(uid)) {
      forgotten.add(uid);
    }
  }

  @Override
  public void add(DownloadedMessage message) throws MailException {
    long uid = message.reference().uid();
    if (holds(uid) || !under.add(uid)) {
      return;
    }
    boolean added = false;
    try {
      // all of it within the lock, so that no batch is taken while a message is written
      synchronized (this) {
        if (staging == null) {
          staging = new MboxStaging(disk, part(mbox.path(), turn++));
        }
        staging.add(message);
      }
      added = true;
    } catch (IOException e) {
      throw ArchiveTrouble.cannotWrite(mbox.path(), e);
    } finally {
      if (!added) {
        under.remove(uid);
      }
    }
  }

  @Override
  public List<SavedFile> commit() throws MailException {
    synchronized (committing) {
      MboxStaging batch = take();
      if (batch == null) {
        return List.of();
      }
      try (batch) {
        List<MboxExtent> extents = mbox.append(batch);
        index.put(extents.stream().map(MboxExtent::message).toList());
        List<SavedFile> saved = new ArrayList<>();
        for (MboxExtent each : extents) {
          forgotten.remove(each.uid());
          under.remove(each.uid());
          saved.add(saved(each));
        }
        return saved;
      } catch (IOException e) {
        throw ArchiveTrouble.cannotWrite(mbox.path(), e);
      }
    }
  }

  private synchronized @Nullable MboxStaging take() {
    MboxStaging batch = staging;
    staging = null;
    return batch;
  }

  private SavedFile saved(MboxExtent extent) {
    return new SavedFile(
        new Reference(owner.folder(), owner.uidValidity(), extent.uid()),
        null,
        null,
        "message/rfc822",
        extent.size(),
        mbox.path());
  }

  @Override
  public long reflag(Map<Long, List<String>> flags) {
    return 0;
  }

  @Override
  public void close() throws MailException {
    synchronized (committing) {
      MboxStaging batch = take();
      try {
        if (batch != null) {
          batch.close();
        }
      } catch (IOException e) {
        throw ArchiveTrouble.cannotWrite(mbox.path(), e);
      } finally {
        end();
      }
    }
  }

  private void end() throws MailException {
    try {
      closing.run();
    } catch (IOException e) {
      throw ArchiveTrouble.cannotWrite(mbox.path(), e);
    }
  }
}
