package icloudmail.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * A stream that ends before a line that holds nothing but a dot, as a message does for sendmail.
 */
final class UntilLoneDot extends InputStream {
  private final PushbackInputStream in;
  private boolean lineStart = true;
  private boolean ended;

  UntilLoneDot(InputStream in) {
    this.in = new PushbackInputStream(in, 2);
  }

  @Override
  public int read() throws IOException {
    int octet = ended ? -1 : in.read();
    ended = octet < 0 || (lineStart && octet == '.' && alone());
    lineStart = octet == '\n';
    return ended ? -1 : octet;
  }

  @Override
  public int read(byte[] buffer, int start, int length) throws IOException {
    int count = 0;
    while (count < length) {
      int octet = read();
      if (octet < 0) {
        return count == 0 ? -1 : count;
      }
      buffer[start + count] = (byte) octet;
      count++;
    }
    return count;
  }

  /** Whether the line ends after its dot. */
  private boolean alone() throws IOException {
    int second = in.read();
    if (second < 0 || second == '\n') {
      return true;
    }
    int third = second == '\r' ? in.read() : -1;
    if (second == '\r' && (third < 0 || third == '\n')) {
      return true;
    }
    if (third >= 0) {
      in.unread(third);
    }
    in.unread(second);
    return false;
  }
}
