package icloudmail.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;

/** Locks that end with the process, however that ends. */
final class Locks {
  /** Beyond all that is read, since some systems lock what is read as well. */
  private static final long BEYOND = Long.MAX_VALUE - 1;

  private Locks() {}

  /** Whether the file is now this run's alone, until {@code channel} is closed. */
  static boolean tryLock(FileChannel channel) throws IOException {
    return tryLock(channel, BEYOND);
  }

  /** Whether no run has the file for itself alone, until {@code channel} is closed. */
  static boolean tryShare(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(BEYOND, 1, true) != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Whether what one octet of the file stands for is now this run's alone. */
  static boolean tryLock(FileChannel channel, long octet) throws IOException {
    try {
      return channel.tryLock(octet, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
