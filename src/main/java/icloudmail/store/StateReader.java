package icloudmail.store;

import java.io.IOException;
import java.nio.file.Path;
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
    try (LineInput lines = new LineInput(file, LONGEST_LINE)) {
      return header(lines);
    }
  }

  /**
   * Reads all of it.
   *
   * @param texts is told each whole line after the first one
   * @throws IOException where it cannot be read, or is none of a version that is known
   */
  static StateReader read(Path file, Consumer<String> texts) throws IOException {
    try (LineInput lines = new LineInput(file, LONGEST_LINE)) {
      StateHeader header = header(lines);
      long at = lines.length() + 1L;
      long end = at;
      int torn = 0;
      for (boolean ended = next(lines); ended || lines.length() > 0; ended = next(lines)) {
        String text = ended ? StateLine.text(lines.octets(), lines.length()) : null;
        at += lines.length() + 1L;
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

  private static boolean next(LineInput lines) throws IOException {
    boolean ended = lines.next();
    if (lines.isTooLong()) {
      throw new IOException("it has a line that is too long");
    }
    return ended;
  }

  private static StateHeader header(LineInput lines) throws IOException {
    next(lines);
    String text = StateLine.text(lines.octets(), lines.length());
    // a version to come may have another check
    return StateHeader.read(text == null ? StateHeader.versionOf(lines.text()) : text);
  }
}
