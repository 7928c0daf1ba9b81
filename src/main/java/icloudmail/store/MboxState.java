package icloudmail.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What a state tells of an mbox. A line {@code until OFFSET} says that the mbox is whole up to
 * there; a message that is noted beyond is one that was about to be appended. So the state tells
 * before and after each commit which octets are ours.
 */
final class MboxState {
  private static final String UNTIL = "until ";
  private static final int CHUNK = 8192;

  private final MessageIndex index;
  private final List<KeptMessage> chunk = new ArrayList<>();
  private final List<MboxExtent> planned = new ArrayList<>();
  private long until;
  private long noted;
  private int untils;
  private int odd;

  private MboxState(MessageIndex index) {
    this.index = index;
  }

  /**
   * Reads a state.
   *
   * @param index gets the messages that are whole
   */
  static MboxState read(Path file, MessageIndex index) throws IOException {
    MboxState state = new MboxState(index);
    state.odd += StateReader.read(file, state::line).torn();
    index.put(state.chunk);
    state.chunk.clear();
    return state;
  }

  /** Tells each message that a state notes, in the order of the mbox. */
  static void extents(Path file, Consumer<MboxExtent> told) throws IOException {
    StateReader.read(
        file,
        text -> {
          MboxExtent extent = MboxExtent.parse(text);
          if (extent != null) {
            told.accept(extent);
          }
        });
  }

  private void line(String text) {
    MboxExtent extent = MboxExtent.parse(text);
    if (extent == null) {
      until(text);
      return;
    }
    odd += extent.offset() == noted ? 0 : 1;
    noted = extent.end();
    if (extent.end() > until) {
      planned.add(extent);
    } else {
      put(extent);
    }
  }

  private void until(String text) {
    try {
      until = Long.parseLong(text.substring(UNTIL.length()));
      untils++;
      planned.removeIf(
          each -> {
            boolean whole = each.end() <= until;
            if (whole) {
              put(each);
            }
            return whole;
          });
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      odd++;
    }
  }

  private void put(MboxExtent extent) {
    if (extent.uid() != MboxExtent.NOBODY) {
      chunk.add(extent.message());
    }
    if (chunk.size() == CHUNK) {
      index.put(chunk);
      chunk.clear();
    }
  }

  /** Where the mbox is whole up to, in octets. */
  long until() {
    return until;
  }

  /** What was about to be appended. */
  List<MboxExtent> planned() {
    return List.copyOf(planned);
  }

  /** Whether lines are torn, or do not fit together. */
  boolean isTorn() {
    return odd > 0;
  }

  /** Whether it is as {@link #rewrite} makes it. */
  boolean isTidy() {
    return odd == 0 && untils == 1 && planned.isEmpty();
  }

  static String until(long offset) {
    return StateLine.of(UNTIL + offset);
  }

  /** Appends lines to a state, and syncs. */
  static void append(Disk disk, FileChannel state, String lines) throws IOException {
    StateLine.append(disk, state, state.size(), lines.getBytes(StandardCharsets.US_ASCII));
  }

  /** Makes a state that holds nothing yet. */
  static void create(Disk disk, Path file, StateHeader header) throws IOException {
    write(disk, file, header, 0, List.of());
  }

  /** Makes a state tidy: what it says of messages before {@code until}, and no more. */
  static void rewrite(Disk disk, Path file, StateHeader header, long until) throws IOException {
    write(disk, file, header, until, List.of(file));
  }

  private static void write(Disk disk, Path file, StateHeader header, long until, List<Path> before)
      throws IOException {
    Path part = part(file);
    try (FileChannel channel = disk.create(part)) {
      OutputStream out = new BufferedOutputStream(new CheckedOutput(disk, channel), 1 << 16);
      put(out, StateLine.of(header.line()));
      put(out, until(until));
      AtomicLong noted = new AtomicLong();
      for (Path each : before) {
        extents(
            each,
            extent -> {
              if (extent.end() <= until && extent.offset() >= noted.get()) {
                fill(out, noted.get(), extent.offset());
                put(out, extent.line());
                noted.set(extent.end());
              }
            });
      }
      fill(out, noted.get(), until);
      out.flush();
      disk.sync(channel);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    disk.rename(part, file);
    disk.syncDirectory(file.resolveSibling("."));
  }

  /** Notes octets whose line was lost, so that what is not noted is another program's. */
  private static void fill(OutputStream out, long from, long to) {
    if (to > from) {
      put(out, new MboxExtent(MboxExtent.NOBODY, 0, 0, from, to - from, 0).line());
    }
  }

  /** Beside a state: one that is not whole yet. */
  static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + StateFile.PART);
  }

  private static void put(OutputStream out, String line) {
    try {
      out.write(line.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
