package icloudmail.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * What was read of a state, line by line; what a crash has torn is passed over.
 *
 * @param end where the last whole line ends, in octets
 * @param torn lines that are not whole, the last one among them
 */
record StateReader(StateHeader header, long end, int torn) {
  private static final int LONGEST_LINE = 1 << 16;

  /**
   * Reads the first line alone.
   *
   * @throws IOException where it cannot be read, or is none of a version that is known
   */
  static StateHeader header(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return header(new Line(), in);
    }
  }

  /**
   * Reads all of it.
   *
   * @param texts is told each whole line after the first one
   * @throws IOException where it cannot be read, or is none of a version that is known
   */
  static StateReader read(Path file, Consumer<String> texts) throws IOException {
    try (InputStream in = open(file)) {
      Line line = new Line();
      StateHeader header = header(line, in);
      long at = line.length + 1L;
      long end = at;
      int torn = 0;
      for (boolean ended = line.read(in); ended || line.length > 0; ended = line.read(in)) {
        String text = ended ? StateLine.text(line.octets, line.length) : null;
        at += line.length + 1L;
        if (text == null) {
          torn++;
        } else {
          texts.accept(text);
          end = at;
        }
      }
      return new StateReader(header, end, torn);
    }
  }

  private static InputStream open(Path file) throws IOException {
    FileChannel channel = PrivateFiles.open(file, false);
    return new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
  }

  private static StateHeader header(Line line, InputStream in) throws IOException {
    line.read(in);
    String text = StateLine.text(line.octets, line.length);
    // a version to come may have another check
    return StateHeader.read(
        text == null
            ? StateHeader.versionOf(
                new String(line.octets, 0, line.length, StandardCharsets.US_ASCII))
            : text);
  }

  /** The line that is being read. */
  private static final class Line {
    private byte[] octets = new byte[256];
    private int length;

    /** Whether it was ended. */
    boolean read(InputStream in) throws IOException {
      length = 0;
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        if (octet == '\n') {
          return true;
        }
        if (length == LONGEST_LINE) {
          throw new IOException("it has a line that is too long");
        }
        if (length == octets.length) {
          octets = Arrays.copyOf(octets, length * 2);
        }
        octets[length++] = (byte) octet;
      }
      return false;
    }
  }
}
