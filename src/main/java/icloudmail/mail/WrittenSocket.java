package icloudmail.mail;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/** A socket that tells when something is written to it. */
final class WrittenSocket extends Socket {
  private final CountDownLatch written;

  WrittenSocket(CountDownLatch written) {
    this.written = written;
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new FilterOutputStream(super.getOutputStream()) {
      @Override
      public void write(byte[] octets, int offset, int length) throws IOException {
        out.write(octets, offset, length);
        written.countDown();
      }
    };
  }
}
