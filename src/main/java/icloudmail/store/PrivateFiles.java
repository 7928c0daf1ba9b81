package icloudmail.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** Makes files and directories that no other user of the machine can read. */
final class PrivateFiles {
  private PrivateFiles() {}

  /** Makes a directory and what leads to it, so that their names outlive a crash. */
  static void createDirectories(Path directory) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path each = directory.toAbsolutePath();
        each != null && !Files.isDirectory(each);
        each = each.getParent()) {
      missing.push(each);
    }
    if (missing.isEmpty()) {
      return;
    }
    Files.createDirectories(directory, attributes("rwx------"));
    for (Path each : missing) {
      syncName(each);
    }
  }

  private static void syncName(Path made) throws IOException {
    try {
      sync(made.resolveSibling("."));
    } catch (AccessDeniedException e) {
      // a directory that may be written to and not read cannot be synced
    }
  }

  /** A new file, to be read and written. */
  static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
        attributes("rw-------"));
  }

  /** A file to be read and written, empty also where one was there. */
  static FileChannel overwrite(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS),
        attributes("rw-------"));
  }

  /** A file to be read and written, as it is where one is there: it may be another run's. */
  static FileChannel share(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS),
        attributes("rw-------"));
  }

  /** A file that is there, and no link to another one. */
  static FileChannel open(Path file, boolean write) throws IOException {
    Set<OpenOption> options =
        write
            ? Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)
            : Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    return FileChannel.open(file, options);
  }

  /** A file that is made where it is not there, for lines to be added. */
  static FileChannel append(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS),
        attributes("rw-------"));
  }

  /** Makes what was renamed in a directory outlive a crash. */
  static void sync(Path directory) throws IOException {
    // Windows cannot open a directory
    if (supportsPosix(directory)) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  static boolean supportsPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] attributes(String permissions) {
    return supportsPosix(Path.of(""))
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
