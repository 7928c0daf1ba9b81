package icloudmail.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A disk that keeps in mind in which order it was told to do what a power cut may undo. */
final class RecordingDisk extends Disk {
  private final List<String> steps = new ArrayList<>();

  /** What was done since this was asked for last. */
  synchronized List<String> take() {
    List<String> taken = List.copyOf(steps);
    steps.clear();
    return taken;
  }

  private synchronized void did(String step) {
    steps.add(step);
  }

  @Override
  void write(FileChannel file, ByteBuffer octets) throws IOException {
    super.write(file, octets);
    did("write");
  }

  @Override
  void rename(Path from, Path to) throws IOException {
    super.rename(from, to);
    did("rename " + from);
  }

  @Override
  void sync(FileChannel file) throws IOException {
    super.sync(file);
    did("sync");
  }

  @Override
  void sync(Path file) throws IOException {
    super.sync(file);
    did("sync " + file);
  }

  @Override
  void syncDirectory(Path directory) throws IOException {
    super.syncDirectory(directory);
    did("sync directory");
  }
}
