package icloudmail.render;

import icloudmail.model.Content;
import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Files for the user: written aside, then given their name, so that no name holds half a file. */
final class NewFile {
  private static final int MOST_NUMBERS = 10_000;

  private NewFile() {}

  /**
   * Writes {@code content} to a new file in {@code directory}; where {@code name} is taken, to
   * {@code name (1)} and so on. A link of that name is not followed.
   */
  static Path create(Path directory, String name, Content content) throws MailException {
    try {
      Files.createDirectories(directory);
      Path written = write(directory, content);
      try {
        for (int number = 0; number < MOST_NUMBERS; number++) {
          Path target = directory.resolve(number == 0 ? name : FileNames.numbered(name, number));
          if (claim(written, target)) {
            return target;
          }
        }
      } finally {
        Files.deleteIfExists(written);
      }
      throw new FileAlreadyExistsException(directory.resolve(name).toString());
    } catch (IOException e) {
      throw cannot(directory.resolve(name), e);
    }
  }

  /**
   * Writes {@code content} to {@code file}, in place of what the user may have there. A link is
   * followed, a device or pipe is written to: the user has named it.
   */
  static Path replace(Path file, Content content) throws MailException {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        try (OutputStream out = Files.newOutputStream(target)) {
          content.writeTo(out);
        }
        return file;
      }
      Path directory = target.getParent() == null ? target : target.getParent();
      Path written = write(directory, content);
      try {
        keepPermissions(target, written);
        Files.move(
            written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(written);
      }
      return file;
    } catch (IOException e) {
      throw cannot(file, e);
    }
  }

  private static void keepPermissions(Path old, Path written) throws IOException {
    boolean posix = old.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix && Files.exists(old)) {
      Files.setPosixFilePermissions(written, Files.getPosixFilePermissions(old));
    }
  }

  private static Path write(Path directory, Content content) throws IOException {
    // not a temporary file of the JDK, which nobody else may read whatever the umask says
    Path written =
        Files.createFile(directory.resolve(".icloud-mail-" + UUID.randomUUID() + ".part"));
    written.toFile().deleteOnExit();
    boolean whole = false;
    try (OutputStream out = Files.newOutputStream(written)) {
      content.writeTo(out);
      whole = true;
      return written;
    } finally {
      if (!whole) {
        Files.deleteIfExists(written);
      }
    }
  }

  /** Gives the file its name, if nobody has it; a hard link cannot overwrite. */
  private static boolean claim(Path written, Path target) throws IOException {
    try {
      Files.createLink(target, written);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException e) {
      // a file system without hard links
      if (Files.exists(target, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      Files.move(written, target);
      return true;
    }
  }

  private static MailException cannot(Path file, IOException e) {
    return new MailException(
        e instanceof FileSystemException ? Kind.CANNOT_CREATE : Kind.IO,
        "cannot write "
            + DisplayText.line(file.toString())
            + ": "
            + DisplayText.line(FileTrouble.of(e)),
        "Is there room, and may you write there? -o names another place.",
        e);
  }
}
