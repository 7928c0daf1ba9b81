package icloudmail.store;

import icloudmail.model.ArchiveFormat;
import icloudmail.model.MailException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Mail that no state tells of: another program's, or what is left of a backup. */
final class Strangers {
  private static final Pattern EML = Pattern.compile("\\d+-\\d+\\.eml");

  private Strangers() {}

  /**
   * Refuses a directory in which no backup may begin.
   *
   * @throws MailException of kind CANNOT_CREATE where it holds mail, IO where it cannot be read
   */
  static void refuse(Path root, ArchiveFormat format) throws MailException {
    boolean maildir = format == ArchiveFormat.MAILDIR;
    try {
      Predicate<String> strange = name -> !maildir || !isOurs(name);
      if (hasMail(root, strange) || has(root, "*.{eml,mbox}", name -> true)) {
        throw ArchiveTrouble.notOurs(root);
      }
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, ".*")) {
        for (Path folder : folders) {
          if (hasMail(folder, strange)) {
            throw ArchiveTrouble.notOurs(root);
          }
        }
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    } catch (IOException e) {
      throw ArchiveTrouble.cannotRead(root, e);
    }
  }

  /** Whether a directory holds messages that are named as a backup names them. */
  static boolean hasOurs(Path directory, ArchiveFormat format) throws IOException {
    return format == ArchiveFormat.MAILDIR
        ? has(directory.resolve("cur"), "*", Strangers::isOurs)
        : has(directory, "*.eml", name -> EML.matcher(name).matches());
  }

  private static boolean hasMail(Path maildir, Predicate<String> wanted) throws IOException {
    return has(maildir.resolve("cur"), "*", wanted) || has(maildir.resolve("new"), "*", wanted);
  }

  private static boolean isOurs(String name) {
    return MaildirName.parse(name) != null;
  }

  private static boolean has(Path directory, String glob, Predicate<String> wanted)
      throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
      for (Path file : files) {
        if (wanted.test(String.valueOf(file.getFileName()))) {
          return true;
        }
      }
      return false;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }
}
