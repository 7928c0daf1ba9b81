package icloudmail.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
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

/**
 * Makes files and directories that no other user of the machine can read, and opens them again.
 * Where something else is in the place of a file, a link above all, it is neither followed nor
 * waited for: {@link NoFileOfOurs}.
 */
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
    return made(
        file,
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS));
  }

  /** A file to be read and written, as it is where one is there: it may be another run's. */
  static FileChannel share(Path file) throws IOException {
    return made(
        file,
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Opens a file that is seldom there, and looks at it behind that: to be both read and written a
   * pipe opens at once, and to look for what is not there costs more than to make it.
   */
  private static FileChannel made(Path file, Set<OpenOption> options) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(file, options, attributes("rw-------"));
    } catch (IOException e) {
      NoFileOfOurs.refuse(file);
      throw e;
    }
    try {
      NoFileOfOurs.refuse(file);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** A file that is there. */
  static FileChannel open(Path file, boolean write) throws IOException {
    NoFileOfOurs.refuse(file);
    Set<OpenOption> options =
        write
            ? Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)
            : Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    return FileChannel.open(file, options);
  }

  /** A file that is made where it is not there, for lines to be added. */
  static FileChannel append(Path file) throws IOException {
    NoFileOfOurs.refuse(file);
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS),
        attributes("rw-------"));
  }

  /**
   * All of a file that is there, and that is small.
   *
   * @param most how many octets it may have
   * @throws IOException also where it has more
   */
  static byte[] read(Path file, int most) throws IOException {
    try (FileChannel channel = open(file, false)) {
      byte[] octets = Channels.newInputStream(channel).readNBytes(most + 1);
      if (octets.length > most) {
        throw new IOException("it is longer than " + most + " octets");
      }
      return octets;
    }
  }

  /** Writes all that is left of {@code octets}: a disk that fills up may take them bit by bit. */
  static void write(WritableByteChannel file, ByteBuffer octets) throws IOException {
    while (octets.hasRemaining()) {
      file.write(octets);
    }
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
