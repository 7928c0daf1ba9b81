package icloudmail.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Something else is in the place of a file of the program: a link, which may lead to anything; a
 * pipe, at which whoever opens it waits; a device, which may have no end.
 */
final class NoFileOfOurs extends FileSystemException {
  private static final long serialVersionUID = 1L;

  private NoFileOfOurs(Path file, String what) {
    super(file.toString(), null, "it is " + what + ", and no file of this program: move it away");
  }

  /**
   * Looks at what is there and does not open it.
   *
   * @throws NoFileOfOurs where it is no regular file; nothing is thrown where nothing is there
   */
  static void refuse(Path file) throws IOException {
    BasicFileAttributes there;
    try {
      there = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return;
    }
    if (there.isSymbolicLink()) {
      throw new NoFileOfOurs(file, "a symbolic link");
    }
    if (there.isDirectory()) {
      throw new NoFileOfOurs(file, "a directory");
    }
    if (there.isOther()) {
      throw new NoFileOfOurs(file, "a pipe or a device");
    }
  }

  /** What a failure is about: the file that something else is in the place of, or another place. */
  static Path named(IOException e, Path otherwise) {
    return e instanceof NoFileOfOurs other ? Path.of(other.getFile()) : otherwise;
  }
}
