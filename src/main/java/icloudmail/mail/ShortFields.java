package icloudmail.mail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A header of at most so many fields, each cut where it is longer than any that a person writes:
 * what they become takes many times their octets of memory.
 */
final class ShortFields extends InputStream {
  /** Octets of a field. */
  private static final int LONGEST = 1 << 20;

  private static final int MOST = 20_000;

  private final BufferedInputStream in;
  private int length;
  private int fields;

  ShortFields(BufferedInputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    int octet = fields < MOST ? in.read() : -1;
    boolean last = endsField(octet);
    while (length >= LONGEST && octet >= 0 && !last) {
      octet = in.read();
      last = endsField(octet);
    }
    length = last ? 0 : length + 1;
    fields += last ? 1 : 0;
    return octet;
  }

  /** One at a time: the library reads a header by the octet. */
  @Override
  public int read(byte[] octets, int offset, int most) throws IOException {
    int octet = most == 0 ? -1 : read();
    if (octet >= 0) {
      octets[offset] = (byte) octet;
    }
    return most == 0 ? 0 : octet < 0 ? -1 : 1;
  }

  /** A line that begins with a blank goes on with the field (RFC 5322 section 2.2.3). */
  private boolean endsField(int octet) throws IOException {
    if (octet != '\n') {
      return false;
    }
    in.mark(1);
    int next = in.read();
    in.reset();
    return next != ' ' && next != '\t';
  }
}
