package icloudmail.mail;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The way of a message to the server, whose failures are not those of reading the message. */
final class MessageWire extends FilterOutputStream {
  MessageWire(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    try {
      out.write(octets, offset, length);
    } catch (IOException e) {
      throw new Broken(e);
    }
  }

  /** Why nothing more gets through. */
  static final class Broken extends IOException {
    private static final long serialVersionUID = 1L;

    private Broken(IOException cause) {
      super(cause);
    }
  }
}
