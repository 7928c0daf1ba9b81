package icloudmail.mail;

import icloudmail.model.UndecodableContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Decodes a transfer encoding (RFC 2045 section 6) as far as it goes: what is broken is passed
 * over, and told. It holds no more than a block at a time.
 */
abstract class DecodingStream extends InputStream {
  /** How far {@link #peek} sees. */
  static final int SIGHT = 1024;

  private static final int BLOCK = 16384;

  private final InputStream in;
  private final byte[] read = new byte[BLOCK];
  private int at;
  private int end;
  private boolean over;

  private byte[] decoded = new byte[BLOCK];
  private int taken;
  private int held;
  private boolean broken;
  private boolean any;
  private boolean strict;

  DecodingStream(InputStream in) {
    this.in = in;
  }

  /** Decodes some more, with {@link #put}; false at the end. */
  abstract boolean decode() throws IOException;

  /** This, which fails where all of it is broken, so that nobody takes it for empty. */
  DecodingStream strict() {
    strict = true;
    return this;
  }

  /** Whether anything, up to where it has been read, is not as it should be. */
  boolean broken() {
    return broken;
  }

  void breaks() {
    broken = true;
  }

  /** The next octet, or -1 at the end. */
  int next() throws IOException {
    return at < end || fill(1) ? read[at++] & 0xFF : -1;
  }

  /** The octet that many after the next one, fewer than {@link #SIGHT}; or -1 behind the end. */
  int peek(int ahead) throws IOException {
    return at + ahead < end || fill(ahead + 1) ? read[at + ahead] & 0xFF : -1;
  }

  void put(int octet) {
    if (held == decoded.length) {
      decoded = Arrays.copyOf(decoded, held * 2);
    }
    decoded[held++] = (byte) octet;
  }

  /** Forgets what is decoded and not read yet. */
  void drop() {
    taken = 0;
    held = 0;
  }

  /** Whether a block is full, and is to be handed on. */
  boolean isFull() {
    return held >= BLOCK / 2;
  }

  private boolean fill(int needed) throws IOException {
    if (at + needed > BLOCK) {
      System.arraycopy(read, at, read, 0, end - at);
      end -= at;
      at = 0;
    }
    while (!over && end - at < needed) {
      int more = in.read(read, end, BLOCK - end);
      over = more < 0;
      end += Math.max(0, more);
    }
    return end - at >= needed;
  }

  private boolean more() throws IOException {
    while (taken == held) {
      drop();
      if (!decode() && held == 0) {
        if (strict && broken && !any) {
          throw new UndecodableContent();
        }
        return false;
      }
    }
    any = true;
    return true;
  }

  @Override
  public int read() throws IOException {
    return more() ? decoded[taken++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!more()) {
      return -1;
    }
    int some = Math.min(length, held - taken);
    System.arraycopy(decoded, taken, bytes, offset, some);
    taken += some;
    return some;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
