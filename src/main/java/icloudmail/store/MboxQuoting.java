package icloudmail.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Quotes what a reader of an mbox would take for the next message: each line of {@code >}, any
 * number of them, and {@code From } gets one more (mboxrd). Source: RFC 4155 appendix A, and
 * https://www.loc.gov/preservation/digital/formats/fdd/fdd000385.shtml
 */
final class MboxQuoting extends OutputStream {
  private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
  private static final int WITHIN = -1;

  private final OutputStream out;

  /** How much of {@link #FROM} was seen since a line's quotes, or {@link #WITHIN} a line. */
  private int seen;

  private boolean ended = true;

  MboxQuoting(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int octet) throws IOException {
    ended = octet == '\n';
    if (seen != WITHIN) {
      if (seen == 0 && octet == '>') {
        out.write(octet);
        return;
      }
      if (octet == FROM[seen]) {
        if (++seen == FROM.length) {
          out.write('>');
          pass();
        }
        return;
      }
      pass();
    }
    out.write(octet);
    seen = octet == '\n' ? 0 : WITHIN;
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    int end = offset + length;
    for (int at = offset; at < end; ) {
      int from = at;
      while (seen == WITHIN && at < end && octets[at] != '\n') {
        at++;
      }
      out.write(octets, from, at - from);
      ended &= at == from;
      if (at < end) {
        write(octets[at++]);
      }
    }
  }

  /** Ends the message: its last line, and an empty one. */
  void end() throws IOException {
    pass();
    out.write(ended ? new byte[] {'\n'} : new byte[] {'\n', '\n'});
  }

  private void pass() throws IOException {
    out.write(FROM, 0, Math.max(0, seen));
    seen = WITHIN;
  }
}
