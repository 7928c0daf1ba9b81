package icloudmail.model;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes to be sent that may have no end, which would fill the disk before anybody learns that the
 * message is too large. What ends before {@link #MOST} is read whole, so that it can be kept.
 */
public final class LimitedInput extends FilterInputStream {
  /** More than twice what iCloud takes in one message. */
  static final long MOST = 64 << 20;

  private final String name;
  private long read;

  /**
   * @param name what the user called it
   */
  public LimitedInput(InputStream in, String name) {
    super(in);
    this.name = name;
  }

  /**
   * One octet.
   *
   * @throws OversizedInput where there are more than {@link #MOST}
   */
  @Override
  public int read() throws IOException {
    int octet = in.read();
    count(octet < 0 ? 0 : 1);
    return octet;
  }

  /**
   * Some octets.
   *
   * @throws OversizedInput where there are more than {@link #MOST}
   */
  @Override
  public int read(byte[] octets, int offset, int length) throws IOException {
    int count = in.read(octets, offset, length);
    count(Math.max(0, count));
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(int octets) throws OversizedInput {
    read += octets;
    if (read > MOST) {
      throw new OversizedInput(name, MOST);
    }
  }
}
