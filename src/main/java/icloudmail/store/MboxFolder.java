package icloudmail.store;

import icloudmail.model.DownloadedMessage;
import icloudmail.model.MailException;
import icloudmail.model.SavedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A folder that is kept in an mbox. */
final class MboxFolder extends GrowingFolder {
  /** What is to be done when the folder is closed. */
  interface Closing {
    void run() throws IOException;
  }

  private final Disk disk;
  private final MboxFile mbox;
  private final Runnable completing;
  private final Closing closing;
  private final Object committing = new Object();
  private @Nullable MboxStaging staging;
  private int turn;

  /**
   * @param index what the mbox holds of this folder
   */
  MboxFolder(
      Disk disk,
      StateHeader owner,
      MboxFile mbox,
      MessageIndex index,
      Runnable completing,
      Closing closing) {
    super(owner, mbox.path(), index);
    this.disk = disk;
    this.mbox = mbox;
    this.completing = completing;
    this.closing = closing;
  }

  /** Where messages of an mbox wait: one batch is filled while another one is committed. */
  static Path part(Path mbox, int turn) {
    return mbox.resolveSibling("." + mbox.getFileName() + "." + turn % 2 + StateFile.PART);
  }

  @Override
  public void add(DownloadedMessage message) throws MailException {
    long uid = message.reference().uid();
    if (!begins(uid)) {
      return;
    }
    boolean added = false;
    try {
      // all of it within the lock, so that no batch is taken while a message is written
      synchronized (this) {
        if (staging == null) {
          staging = new MboxStaging(disk, part(path(), turn++));
        }
        staging.add(message);
      }
      added = true;
    } catch (IOException e) {
      throw ArchiveTrouble.cannotWrite(path(), e);
    } finally {
      if (!added) {
        gaveUp(uid);
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
        index().put(extents.stream().map(MboxExtent::message).toList());
        List<SavedFile> saved = new ArrayList<>();
        for (MboxExtent each : extents) {
          kept(each.uid());
          saved.add(saved(each.uid(), each.size(), path()));
        }
        return saved;
      } catch (IOException e) {
        throw ArchiveTrouble.cannotWrite(path(), e);
      }
    }
  }

  private synchronized @Nullable MboxStaging take() {
    MboxStaging batch = staging;
    staging = null;
    return batch;
  }

  @Override
  public long reflag(Map<Long, List<String>> flags) {
    return 0;
  }

  @Override
  public void complete() {
    completing.run();
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
        throw ArchiveTrouble.cannotWrite(path(), e);
      } finally {
        end();
      }
    }
  }

  private void end() throws MailException {
    try {
      closing.run();
    } catch (IOException e) {
      throw ArchiveTrouble.cannotWrite(path(), e);
    }
  }
}
