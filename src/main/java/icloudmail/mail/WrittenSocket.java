package icloudmail.mail;

import java.net.SocketException;
import java.util.concurrent.CountDownLatch;

/** A socket that tells when something is written to it. */
final class WrittenSocket extends PromptSocket {
  private final CountDownLatch written;

  WrittenSocket(CountDownLatch written) throws SocketException {
    super(Long.MAX_VALUE);
    this.written = written;
  }

  @Override
  void said() {
    written.countDown();
  }
}
