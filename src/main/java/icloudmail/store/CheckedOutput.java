package icloudmail.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/** Writes a message to its file, and counts and sums up what goes through. */
final class CheckedOutput extends OutputStream {
  /** The JDK keeps a buffer outside the heap as large as the largest write of a thread. */
  private static final int LARGEST_WRITE = 1 << 17;

  private final Disk disk;
  private final FileChannel file;
  private final CRC32C crc = new CRC32C();
  private long count;

  CheckedOutput(Disk disk, FileChannel file) {
    this.disk = disk;
    this.file = file;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    crc.update(octets, offset, length);
    count += length;
    for (int at = offset; at < offset + length; at += LARGEST_WRITE) {
      int size = Math.min(LARGEST_WRITE, offset + length - at);
      disk.write(file, ByteBuffer.wrap(octets, at, size));
    }
  }

  /** CRC-32C of what was written. */
  int crc() {
    return (int) crc.getValue();
  }

  /** Octets that were written. */
  long count() {
    return count;
  }
}
