package icloudmail.store;

import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** That no other run writes to an archive, until this is closed: {@code .icloud-mail.lock}. */
final class ArchiveLock implements AutoCloseable {
  static final String NAME = ".icloud-mail.lock";

  private final @Nullable FileChannel channel;

  private ArchiveLock(@Nullable FileChannel channel) {
    this.channel = channel;
  }

  /**
   * The archive for this run alone. The file stays: if it went with the lock, one run could lock
   * the file that is gone and another one its successor.
   *
   * @throws MailException of kind TEMPORARY where another run has it, CANNOT_CREATE where the lock
   *     cannot be made
   */
  static ArchiveLock toWrite(Disk disk, Path root) throws MailException {
    Path file = root.resolve(NAME);
    try {
      FileChannel channel = disk.create(file);
      if (Locks.tryLock(channel)) {
        return new ArchiveLock(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw ArchiveTrouble.cannotMake(root, e);
    }
    throw locked(root);
  }

  /**
   * That no run writes, as long as this one reads. An archive that nobody has written to needs no
   * lock, and gets none.
   *
   * @throws MailException of kind TEMPORARY where a run writes, IO where that cannot be told
   */
  static ArchiveLock toRead(Path root) throws MailException {
    Path file = root.resolve(NAME);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return new ArchiveLock(null);
    }
    try {
      FileChannel channel = PrivateFiles.open(file, false);
      if (Locks.tryShare(channel)) {
        return new ArchiveLock(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw ArchiveTrouble.cannotRead(file, e);
    }
    throw locked(root);
  }

  private static MailException locked(Path root) {
    return new MailException(Kind.TEMPORARY, "another run is writing to " + root);
  }

  @Override
  public void close() throws MailException {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new MailException(Kind.IO, "cannot close " + NAME + ": " + FileTrouble.of(e), null, e);
    }
  }
}
