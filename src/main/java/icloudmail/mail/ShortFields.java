package icloudmail.mail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A header whose fields are cut where they are longer than any that a person writes: what a field
 * becomes takes many times its octets of memory.
 */
final class ShortFields extends InputStream {
  /** Octets of a field: some two thousand addresses. */
  static final int LONGEST = 64 << 10;

  /** Octets of a header: its fields may be many, too. */
  private static final int LONGEST_HEADER = 1 << 20;

  private final BufferedInputStream in;
  private int field;
  private int header;

  ShortFields(BufferedInputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    int octet = header < LONGEST_HEADER ? in.read() : -1;
    boolean last = endsField(octet);
    while (field >= LONGEST && octet >= 0 && !last) {
      octet = in.read();
      last = endsField(octet);
    }
    field = last ? 0 : field + 1;
    header++;
    return octet;
  }

  /** One at a time: the library reads a header by the octet. */
  @Override
  public int read(byte[] octets, int offset, int length) throws IOException {
    int octet = length == 0 ? -1 : read();
    if (octet >= 0) {
      octets[offset] = (byte) octet;
    }
    return length == 0 ? 0 : octet < 0 ? -1 : 1;
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
