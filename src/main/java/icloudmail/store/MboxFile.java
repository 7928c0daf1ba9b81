package icloudmail.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** An mbox that messages are appended to, with its state or without one. */
final class MboxFile implements AutoCloseable {
  private final Disk disk;
  private final Path path;
  private final FileChannel channel;
  private final @Nullable FileChannel state;
  private long end;
  private boolean failed;

  /**
   * @param path where it is, or will be
   * @param state open for lines to be added, or null
   * @param end where the next message belongs
   */
  MboxFile(Disk disk, Path path, FileChannel channel, @Nullable FileChannel state, long end) {
    this.disk = disk;
    this.path = path;
    this.channel = channel;
    this.state = state;
    this.end = end;
  }

  Path path() {
    return path;
  }

  /** Where the next message belongs: all before it is whole. */
  synchronized long end() {
    return end;
  }

  /** Whether octets may stand behind the end. */
  synchronized boolean hasFailed() {
    return failed;
  }

  /** Appends what was staged, by UID: noted first, then written, then noted as whole. */
  synchronized List<MboxExtent> append(MboxStaging staging) throws IOException {
    if (failed) {
      throw new IOException("it could not be written to before");
    }
    failed = true;
    List<MboxExtent> staged = staging.extents();
    List<MboxExtent> extents = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    long next = end;
    for (MboxExtent each : staged) {
      extents.add(each.at(next));
      next += each.length();
      lines.append(extents.get(extents.size() - 1).line());
    }
    if (state != null) {
      MboxState.append(disk, state, lines.toString());
    }
    staging.copy(staged, channel.position(end));
    disk.sync(channel);
    if (state != null) {
      MboxState.append(disk, state, MboxState.until(next));
    }
    end = next;
    failed = false;
    return extents;
  }

  /** Removes what a commit that failed has left behind the end. */
  synchronized void cutTail() throws IOException {
    if (channel.size() > end) {
      disk.truncate(channel, end);
      disk.sync(channel);
    }
  }

  /** Whether an mbox holds what was noted. */
  static boolean isWhole(FileChannel mbox, MboxExtent extent) throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    for (long at = extent.offset(); at < extent.end(); ) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), extent.end() - at));
      int read = mbox.read(buffer, at);
      if (read < 0) {
        return false;
      }
      crc.update(buffer.flip());
      at += read;
    }
    return (int) crc.getValue() == extent.crc();
  }

  @Override
  public synchronized void close() throws IOException {
    try (channel) {
      if (state != null) {
        state.close();
      }
    }
  }
}
