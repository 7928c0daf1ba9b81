package icloudmail.render;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts what is written through it. */
final class OctetCount extends FilterOutputStream {
  private long octets;

  OctetCount(OutputStream out) {
    super(out);
  }

  long octets() {
    return octets;
  }

  @Override
  public void write(int octet) throws IOException {
    out.write(octet);
    octets++;
  }

  @Override
  public void write(byte[] bytes, int start, int length) throws IOException {
    out.write(bytes, start, length);
    octets += length;
  }
}
