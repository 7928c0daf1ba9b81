package icloudmail.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads a file of ours line by line, of which no more than one line is in memory. */
final class LineInput implements AutoCloseable {
  private final InputStream in;
  private final int longest;
  private byte[] octets = new byte[256];
  private int length;
  private boolean tooLong;

  /**
   * @param longest how many octets a line may have
   */
  LineInput(Path file, int longest) throws IOException {
    this.in =
        new BufferedInputStream(Channels.newInputStream(PrivateFiles.open(file, false)), 1 << 16);
    this.longest = longest;
  }

  /**
   * Goes on to the next line; of one that is too long only the beginning is read.
   *
   * @return whether it has a line end, or is too long to see one; without either it is the last one
   *     of the file, and empty where the file has ended
   */
  boolean next() throws IOException {
    length = 0;
    tooLong = false;
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      if (octet == '\n') {
        return true;
      }
      if (length == longest) {
        tooLong = true;
        return true;
      }
      if (length == octets.length) {
        octets = Arrays.copyOf(octets, length * 2);
      }
      octets[length++] = (byte) octet;
    }
    return false;
  }

  /** Whether the line is longer than a line may be. */
  boolean isTooLong() {
    return tooLong;
  }

  /** Passes over what is left of a line that is too long. */
  void skip() throws IOException {
    int octet = in.read();
    while (octet >= 0 && octet != '\n') {
      octet = in.read();
    }
  }

  /** The octets of the line begin this array, which the next line overwrites. */
  byte[] octets() {
    return octets;
  }

  /** How many octets the line has, without its end. */
  int length() {
    return length;
  }

  /** The line as text, an octet a character. */
  String text() {
    return new String(octets, 0, length, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
