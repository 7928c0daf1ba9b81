package icloudmail.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The state of a folder whose messages are files, open for lines to be added: which messages are
 * kept, a line each. It is sorted when it is closed, so that it does not tell how often a run was
 * cut off.
 */
final class StateFile implements AutoCloseable {
  /** Beside a state: one that is not whole yet. */
  static final String PART = ".part";

  /** So many are added to the index at a time, which sorts them in. */
  private static final int CHUNK = 8192;

  private final Disk disk;
  private final Path file;
  private final StateHeader header;
  private final MessageIndex index;
  private final FileChannel channel;
  private long end;
  private boolean sorted;
  private long last;

  private StateFile(
      Disk disk, Path file, StateHeader header, MessageIndex index, FileChannel channel) {
    this.disk = disk;
    this.file = file;
    this.header = header;
    this.index = index;
    this.channel = channel;
  }

  /** Makes a state that holds nothing yet. */
  static void create(Disk disk, Path file, StateHeader header) throws IOException {
    write(disk, file, header, new MessageIndex());
  }

  /**
   * Opens a state, and cuts off what a crash has torn.
   *
   * @param index gets the messages that it names
   */
  static StateFile open(Disk disk, Path file, MessageIndex index) throws IOException {
    disk.delete(part(file));
    Loading loading = new Loading(index);
    StateReader read = StateReader.read(file, loading::line);
    loading.flush();
    FileChannel channel = PrivateFiles.open(file, true);
    StateFile state = new StateFile(disk, file, read.header(), index, channel);
    state.end = read.end();
    state.last = loading.last;
    state.sorted = loading.sorted && read.torn() == 0;
    return state;
  }

  /**
   * Reads a state and changes nothing.
   *
   * @param index gets the messages that it names
   */
  static StateReader read(Path file, MessageIndex index) throws IOException {
    Loading loading = new Loading(index);
    StateReader read = StateReader.read(file, loading::line);
    loading.flush();
    return read;
  }

  StateHeader header() {
    return header;
  }

  /** Adds messages, and syncs. */
  void append(List<KeptMessage> messages) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (KeptMessage message : messages) {
      lines.append(StateLine.of(message));
      sorted &= message.uid() > last;
      last = message.uid();
    }
    byte[] octets = lines.toString().getBytes(StandardCharsets.US_ASCII);
    if (channel.size() != end) {
      disk.truncate(channel, end);
    }
    StateLine.append(disk, channel, end, octets);
    end += octets.length;
  }

  /** Leaves it as it is. */
  void abandon() throws IOException {
    channel.close();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (!sorted) {
      write(disk, file, header, index);
    }
  }

  private static void write(Disk disk, Path file, StateHeader header, MessageIndex index)
      throws IOException {
    Path part = part(file);
    try (FileChannel channel = disk.create(part)) {
      OutputStream out = new BufferedOutputStream(new CheckedOutput(disk, channel), 1 << 16);
      out.write(StateLine.of(header.line()).getBytes(StandardCharsets.US_ASCII));
      for (int at = 0; at < index.size(); at++) {
        out.write(StateLine.of(index.at(at)).getBytes(StandardCharsets.US_ASCII));
      }
      out.flush();
      disk.sync(channel);
    }
    disk.rename(part, file);
    disk.syncDirectory(file.resolveSibling("."));
  }

  private static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + PART);
  }

  /** Takes the lines of a state over into the index. */
  private static final class Loading {
    private final MessageIndex index;
    private final List<KeptMessage> chunk = new ArrayList<>();
    private boolean sorted = true;
    private long last;

    private Loading(MessageIndex index) {
      this.index = index;
    }

    void line(String text) {
      KeptMessage message = StateLine.message(text);
      if (message == null) {
        sorted = false;
        return;
      }
      sorted &= message.uid() > last;
      last = message.uid();
      chunk.add(message);
      if (chunk.size() == CHUNK) {
        flush();
      }
    }

    void flush() {
      index.put(chunk);
      chunk.clear();
    }
  }
}
