package icloudmail.store;

import icloudmail.model.ArchiveFormat;
import icloudmail.model.MailException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Mail that was there before a backup began. */
final class Strangers {
  private Strangers() {}

  /**
   * Refuses a directory in which no backup may begin.
   *
   * @throws MailException of kind CANNOT_CREATE where it holds mail, IO where it cannot be read
   */
  static void refuse(Path root, ArchiveFormat format) throws MailException {
    boolean maildir = format == ArchiveFormat.MAILDIR;
    try {
      if (has(root.resolve("cur"), maildir, "*")
          || has(root.resolve("new"), maildir, "*")
          || has(root, false, "*.{eml,mbox}")) {
        throw ArchiveTrouble.notOurs(root);
      }
    } catch (IOException e) {
      throw ArchiveTrouble.cannotRead(root, e);
    }
  }

  private static boolean has(Path directory, boolean besidesOurs, String glob) throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
      for (Path file : files) {
        if (!besidesOurs || MaildirName.parse(String.valueOf(file.getFileName())) == null) {
          return true;
        }
      }
      return false;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }
}
