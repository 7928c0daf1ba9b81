package icloudmail.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A line of a state: its text, a blank, and the CRC-32C of the text. A message is {@code UID SIZE
 * CRC PLACE} ({@link KeptMessage}).
 */
final class StateLine {
  private static final HexFormat HEX = HexFormat.of();
  private static final int CHECK = 9;

  private StateLine() {}

  /** The line that says {@code text}, with its end. */
  static String of(String text) {
    byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
    return text + " " + HEX.toHexDigits(crc(octets, octets.length)) + "\n";
  }

  /**
   * Appends lines to a state, and syncs. What a full disk takes of them is taken back, so that none
   * of them is there by half.
   *
   * @param end where the state ends
   */
  static void append(Disk disk, FileChannel state, long end, byte[] lines) throws IOException {
    try {
      disk.write(state.position(end), ByteBuffer.wrap(lines));
      disk.sync(state);
    } catch (IOException e) {
      try {
        disk.truncate(state, end);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  static String of(KeptMessage message) {
    return of(text(message));
  }

  static String text(KeptMessage message) {
    return message.uid()
        + " "
        + message.size()
        + " "
        + HEX.toHexDigits(message.crc())
        + " "
        + message.place();
  }

  /**
   * The text of a line that is whole.
   *
   * @param line without its end
   * @return null where it is torn
   */
  static @Nullable String text(byte[] line, int length) {
    int end = length - CHECK;
    if (end < 0 || line[end] != ' ') {
      return null;
    }
    String check = new String(line, end + 1, CHECK - 1, StandardCharsets.US_ASCII);
    return check.equals(HEX.toHexDigits(crc(line, end)))
        ? new String(line, 0, end, StandardCharsets.US_ASCII)
        : null;
  }

  /** The message that {@code text} is of, or null where it is of none. */
  static @Nullable KeptMessage message(String text) {
    int size = text.indexOf(' ') + 1;
    int crc = text.indexOf(' ', size) + 1;
    int place = text.indexOf(' ', crc) + 1;
    try {
      return size == 0 || crc == 0 || place == 0
          ? null
          : new KeptMessage(
              Long.parseLong(text, 0, size - 1, 10),
              Long.parseLong(text, size, crc - 1, 10),
              Integer.parseUnsignedInt(text, crc, place - 1, 16),
              Long.parseLong(text, place, text.length(), 10));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static int crc(byte[] octets, int length) {
    CRC32C crc = new CRC32C();
    crc.update(octets, 0, length);
    return (int) crc.getValue();
  }
}
