package icloudmail.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A disk whose program dies after some steps: from then on nothing happens any more. */
final class DyingDisk extends Disk {
  private final AtomicInteger left;

  DyingDisk(int steps) {
    this.left = new AtomicInteger(steps);
  }

  boolean isDead() {
    return left.get() < 0;
  }

  private void step() throws IOException {
    if (left.decrementAndGet() < 0) {
      throw new IOException("dead");
    }
  }

  @Override
  void createDirectories(Path directory) throws IOException {
    step();
    super.createDirectories(directory);
  }

  @Override
  FileChannel create(Path file) throws IOException {
    step();
    return super.create(file);
  }

  @Override
  void write(FileChannel file, ByteBuffer octets) throws IOException {
    if (left.get() <= 0 && left.getAndDecrement() == 0) {
      super.write(file, octets.slice(octets.position(), octets.remaining() / 2));
      throw new IOException("dead");
    }
    step();
    super.write(file, octets);
  }

  @Override
  void copy(FileChannel source, long from, long count, FileChannel file) throws IOException {
    if (left.get() <= 0 && left.getAndDecrement() == 0) {
      super.copy(source, from, count / 2, file);
      throw new IOException("dead");
    }
    step();
    super.copy(source, from, count, file);
  }

  @Override
  void truncate(FileChannel file, long size) throws IOException {
    step();
    super.truncate(file, size);
  }

  @Override
  void touch(Path file, @Nullable Instant time) throws IOException {
    step();
    super.touch(file, time);
  }

  @Override
  void rename(Path from, Path to) throws IOException {
    step();
    super.rename(from, to);
  }

  @Override
  void delete(Path file) throws IOException {
    step();
    super.delete(file);
  }

  @Override
  void sync(FileChannel file) throws IOException {
    step();
    super.sync(file);
  }

  @Override
  void sync(Path file) throws IOException {
    step();
    super.sync(file);
  }

  @Override
  void syncDirectory(Path directory) throws IOException {
    step();
    super.syncDirectory(directory);
  }
}
