package icloudmail.store;

import icloudmail.model.ArchiveFormat;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens archives of messages. */
public final class Archives {
  private Archives() {}

  /**
   * Opens an archive to be written to; it is made, private, where it is not there.
   *
   * @param destination a directory; of an mbox that is not incremental, a file that is yet to be
   *     made, or a directory that is there
   * @param incremental whether it has a state, so that later runs add to it
   * @throws MailException of kind TEMPORARY where another run is writing to it, CANNOT_CREATE where
   *     it cannot be made, is of another format or is no archive, IO where it cannot be read
   */
  public static MessageArchive open(Path destination, ArchiveFormat format, boolean incremental)
      throws MailException {
    return open(new Disk(), destination, format, incremental);
  }

  static MessageArchive open(Disk disk, Path destination, ArchiveFormat format, boolean incremental)
      throws MailException {
    if (format == ArchiveFormat.MBOX && !incremental && !Files.isDirectory(destination)) {
      return MboxExport.begin(disk, destination);
    }
    return DirectoryArchive.open(disk, destination, format, incremental);
  }

  /**
   * Opens an archive with a state to be looked at; nothing in it is changed.
   *
   * @throws MailException of kind TEMPORARY where a run is writing to it, NO_INPUT where there is
   *     none
   */
  public static KeptArchive read(Path destination, ArchiveFormat format) throws MailException {
    if (!Files.isDirectory(destination)) {
      throw new MailException(
          Kind.NO_INPUT, "there is no backup in " + destination, "--new begins one.");
    }
    return new KeptArchive(destination, format, ArchiveLock.toRead(destination));
  }
}
