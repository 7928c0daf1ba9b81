package icloudmail.mail;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Private files for messages that are too large for the memory: as many as are at hand at once,
 * however many come one after another. At the end of the program none is left.
 */
final class TemporaryFiles {
  /** Names whose removal at the end is arranged, which can be done and not be undone. */
  private final Deque<Path> free = new ArrayDeque<>();

  /** An empty file that nobody else can read. */
  synchronized Path take() throws IOException {
    for (Path path = free.poll(); path != null; path = free.poll()) {
      try {
        return Files.createFile(path, privately(path));
      } catch (FileAlreadyExistsException e) {
        // somebody else has it meanwhile: another name will do
      }
    }
    Path path = Files.createTempFile("icloud-mail-", ".eml");
    path.toFile().deleteOnExit();
    return path;
  }

  /** Removes a file that was taken. */
  synchronized void release(Path file) throws IOException {
    Files.deleteIfExists(file);
    free.add(file);
  }

  private static FileAttribute<?>[] privately(Path path) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
