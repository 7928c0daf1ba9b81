package icloudmail.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** A disk that has room for some writes, and for half of the next one. */
final class FullDisk extends Disk {
  private final AtomicInteger left;

  FullDisk(int writes) {
    this.left = new AtomicInteger(writes);
  }

  boolean isFull() {
    return left.get() < 0;
  }

  @Override
  void write(FileChannel file, ByteBuffer octets) throws IOException {
    int before = left.getAndDecrement();
    if (before <= 0) {
      super.write(file, octets.slice(octets.position(), before < 0 ? 0 : octets.remaining() / 2));
      throw new IOException("No space left on device");
    }
    super.write(file, octets);
  }

  @Override
  void copy(FileChannel source, long from, long count, FileChannel file) throws IOException {
    int before = left.getAndDecrement();
    if (before <= 0) {
      super.copy(source, from, before < 0 ? 0 : count / 2, file);
      throw new IOException("No space left on device");
    }
    super.copy(source, from, count, file);
  }
}
