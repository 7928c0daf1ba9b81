package icloudmail.store;

import icloudmail.model.DownloadedMessage;
import icloudmail.model.MailException;
import icloudmail.model.SavedFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is kept one file a message. A message is written under a temporary name, synced,
 * renamed, its directory synced, and only then noted in the state: so what has its final name is
 * whole, and what is noted is there.
 */
final class FilesFolder extends GrowingFolder {
  private final Disk disk;
  private final Syncs syncs;
  private final MessageFiles files;
  private final Set<Long> adopted;
  private final @Nullable StateFile state;
  private final Object committing = new Object();
  private List<Staged> staged = new ArrayList<>();

  private record Staged(KeptMessage message, Path part, List<String> flags) {}

  /**
   * @param adopted messages of the index that were found here and that no state had noted
   * @param state null where none is kept
   */
  FilesFolder(
      Disk disk,
      Syncs syncs,
      StateHeader owner,
      Path directory,
      MessageFiles files,
      MessageIndex index,
      Set<Long> adopted,
      @Nullable StateFile state) {
    super(owner, directory, index);
    this.disk = disk;
    this.syncs = syncs;
    this.files = files;
    this.adopted = Set.copyOf(adopted);
    this.state = state;
  }

  @Override
  public Set<Long> adopted() {
    return adopted;
  }

  @Override
  public void add(DownloadedMessage message) throws MailException {
    long uid = message.reference().uid();
    if (!begins(uid)) {
      return;
    }
    long place = files.place(message.received());
    Path part = files.part(new KeptMessage(uid, message.size(), 0, place));
    try {
      int crc = write(message, part);
      disk.touch(part, message.received());
      KeptMessage kept = new KeptMessage(uid, message.size(), crc, place);
      synchronized (this) {
        staged.add(new Staged(kept, part, message.flags()));
      }
    } catch (IOException | RuntimeException e) {
      gaveUp(uid);
      drop(part);
      if (e instanceof IOException io) {
        throw ArchiveTrouble.cannotWrite(path(), io);
      }
      throw (RuntimeException) e;
    }
  }

  private int write(DownloadedMessage message, Path part) throws IOException {
    try (FileChannel channel = disk.create(part)) {
      CheckedOutput checked = new CheckedOutput(disk, channel);
      OutputStream out = new BufferedOutputStream(checked);
      message.content().writeTo(out);
      out.flush();
      if (checked.count() != message.size()) {
        throw new IOException(
            message.reference()
                + " is of "
                + checked.count()
                + " octets, not of "
                + message.size());
      }
      return checked.crc();
    }
  }

  @Override
  public List<SavedFile> commit() throws MailException {
    synchronized (committing) {
      List<Staged> batch = take();
      try {
        return batch.isEmpty() ? List.of() : commit(batch);
      } catch (IOException e) {
        for (Staged each : batch) {
          gaveUp(each.message().uid());
          drop(each.part());
        }
        throw ArchiveTrouble.cannotWrite(path(), e);
      }
    }
  }

  private synchronized List<Staged> take() {
    List<Staged> batch = staged;
    staged = new ArrayList<>();
    batch.sort(Comparator.comparing(each -> each.message().uid()));
    return batch;
  }

  private List<SavedFile> commit(List<Staged> batch) throws IOException {
    syncs.sync(batch.stream().map(Staged::part).toList());
    List<SavedFile> saved = new ArrayList<>();
    List<Path> superseded = new ArrayList<>();
    for (Staged each : batch) {
      Path target = target(each, superseded);
      disk.rename(each.part(), target);
      saved.add(saved(each.message().uid(), each.message().size(), target));
    }
    disk.syncDirectory(files.home());
    List<KeptMessage> messages = batch.stream().map(Staged::message).toList();
    if (state != null) {
      state.append(messages);
    }
    for (Path each : superseded) {
      disk.delete(each);
    }
    index().put(messages);
    for (int i = 0; i < batch.size(); i++) {
      KeptMessage message = messages.get(i);
      files.note(new MessageFiles.Found(saved.get(i).path(), message, false));
      kept(message.uid());
    }
    return saved;
  }

  /** A message that takes another one's place takes its name as well, and with it the flags. */
  private Path target(Staged staged, List<Path> superseded) {
    KeptMessage message = staged.message();
    Path target = files.target(message, staged.flags());
    KeptMessage before = index().get(message.uid());
    Path there = before == null ? null : files.path(before);
    if (before == null || there == null || there.equals(target)) {
      return target;
    }
    if (before.size() == message.size() && before.place() == message.place()) {
      return there;
    }
    superseded.add(there);
    return target;
  }

  @Override
  public long reflag(Map<Long, List<String>> flags) throws MailException {
    synchronized (committing) {
      try {
        return files.reflag(disk, flags);
      } catch (IOException e) {
        throw ArchiveTrouble.cannotWrite(path(), e);
      }
    }
  }

  @Override
  public void close() throws MailException {
    synchronized (committing) {
      for (Staged each : take()) {
        drop(each.part());
      }
      try {
        if (state != null) {
          state.close();
        }
      } catch (IOException e) {
        throw ArchiveTrouble.cannotWrite(path(), e);
      }
    }
  }

  /** What stays behind is removed by the next run. */
  private void drop(Path part) {
    try {
      disk.delete(part);
    } catch (IOException e) {
      // the failure that led here is the one to be told
    }
  }
}
