package icloudmail.mail;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/** Reads a line and not an octet more, since TLS may begin behind it. */
final class WholeLine {
  private static final int MOST = 4096;

  private WholeLine() {}

  /**
   * The line without its end; of a longer one, the beginning.
   *
   * @throws EOFException where the connection ends before a line
   */
  static String read(InputStream in, Charset charset) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int octet = in.read();
    while (octet >= 0 && octet != '\n' && line.size() < MOST) {
      line.write(octet);
      octet = in.read();
    }
    if (octet < 0 && line.size() == 0) {
      throw new EOFException("the connection was closed");
    }
    return line.toString(charset).strip();
  }
}
