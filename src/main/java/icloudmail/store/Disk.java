package icloudmail.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whatever changes an archive on disk: a crash may fall behind each of these steps. */
class Disk {
  void createDirectories(Path directory) throws IOException {
    PrivateFiles.createDirectories(directory);
  }

  /** A file to be read and written; what was there of that name is gone. */
  FileChannel create(Path file) throws IOException {
    return PrivateFiles.overwrite(file);
  }

  /** A file as it is, or a new one, to be locked before it is changed. */
  FileChannel share(Path file) throws IOException {
    return PrivateFiles.share(file);
  }

  /** Writes all that is left of {@code octets} at the channel's position. */
  void write(FileChannel file, ByteBuffer octets) throws IOException {
    PrivateFiles.write(file, octets);
  }

  /** Writes {@code count} octets of another file at the channel's position. */
  void copy(FileChannel source, long from, long count, FileChannel file) throws IOException {
    for (long at = from; at < from + count; ) {
      long copied = source.transferTo(at, from + count - at, file);
      if (copied <= 0) {
        throw new EOFException("it ends too early");
      }
      at += copied;
    }
  }

  void truncate(FileChannel file, long size) throws IOException {
    file.truncate(size).position(size);
  }

  /** Sets the time that the file was last changed; a message without one keeps that of now. */
  void touch(Path file, @Nullable Instant time) throws IOException {
    if (time != null) {
      // half as many system calls as the way through its attributes
      file.toFile().setLastModified(Math.max(0, time.getEpochSecond()) * 1000);
    }
  }

  void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  void sync(FileChannel file) throws IOException {
    file.force(true);
  }

  void sync(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
      channel.force(true);
    }
  }

  void syncDirectory(Path directory) throws IOException {
    PrivateFiles.sync(directory);
  }
}
