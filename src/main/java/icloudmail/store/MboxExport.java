package icloudmail.store;

import icloudmail.model.ArchiveFormat;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A new mbox without a state. It is written aside, and there when it is complete and closed. */
final class MboxExport implements MessageArchive {
  private final Disk disk;
  private final Path part;
  private final MboxFile mbox;
  private boolean complete;

  private MboxExport(Disk disk, Path part, MboxFile mbox) {
    this.disk = disk;
    this.part = part;
    this.mbox = mbox;
  }

  /**
   * Begins one.
   *
   * @throws MailException of kind CANNOT_CREATE where the file is there or cannot be made,
   *     TEMPORARY where another run is making it
   */
  static MboxExport begin(Disk disk, Path file) throws MailException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new MailException(
          Kind.CANNOT_CREATE,
          file + " is there already",
          "Choose another name; a directory and --new make a backup that grows.");
    }
    Path part = file.resolveSibling("." + file.getFileName() + StateFile.PART);
    try {
      FileChannel channel = disk.share(part);
      // a run that ended in between has given its file the final name
      if (Locks.tryLock(channel) && Files.exists(part) && Files.notExists(file)) {
        disk.truncate(channel, 0);
        return new MboxExport(disk, part, new MboxFile(disk, file, channel, null, 0));
      }
      channel.close();
    } catch (IOException e) {
      throw ArchiveTrouble.cannotMake(file, e);
    }
    throw new MailException(Kind.TEMPORARY, "another run is writing to " + file);
  }

  @Override
  public ArchiveFolder folder(String name, long uidValidity) {
    return folder(name, uidValidity, () -> {}, () -> {});
  }

  /** The only folder of it, which closes it as well. */
  ArchiveFolder only(String name, long uidValidity) {
    return folder(name, uidValidity, this::complete, this::end);
  }

  private ArchiveFolder folder(
      String name, long uidValidity, Runnable completing, MboxFolder.Closing closing) {
    StateHeader owner = new StateHeader(ArchiveFormat.MBOX, uidValidity, name);
    return new MboxFolder(disk, owner, mbox, new MessageIndex(), completing, closing);
  }

  @Override
  public void complete() {
    complete = true;
  }

  @Override
  public void close() throws MailException {
    try {
      end();
    } catch (IOException e) {
      throw ArchiveTrouble.cannotWrite(mbox.path(), e);
    }
  }

  private void end() throws IOException {
    try (mbox) {
      if (!complete || mbox.end() == 0) {
        disk.delete(part);
        return;
      }
      if (Files.exists(mbox.path(), LinkOption.NOFOLLOW_LINKS)) {
        disk.delete(part);
        throw new FileAlreadyExistsException(mbox.path().toString());
      }
      mbox.cutTail();
      disk.rename(part, mbox.path());
      disk.syncDirectory(mbox.path().toAbsolutePath().resolveSibling(""));
    }
  }
}
