package icloudmail.mail;

import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one IMAP connection, the last of them kept so that its read deadline can be
 * changed: whoever idles waits for minutes, and for the answer to a command not so long.
 */
final class TlsSockets extends SocketFactory {
  private final TlsContext tls;
  private final @Nullable HeadStart ahead;
  private volatile @Nullable TlsSocket last;

  TlsSockets(TlsContext tls, @Nullable HeadStart ahead) {
    this.tls = tls;
    this.ahead = ahead;
  }

  /** From now on a read fails that brings nothing for so long. */
  void deadline(Duration duration) throws SocketException {
    TlsSocket socket = last;
    if (socket != null) {
      socket.setSoTimeout((int) duration.toMillis());
    }
  }

  /** Whether from now on all responses are held together. */
  void hold(boolean together) {
    TlsSocket socket = last;
    if (socket != null) {
      socket.hold(together);
    }
  }

  @Override
  public Socket createSocket() {
    TlsSocket socket = new TlsSocket(tls, ahead);
    last = socket;
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw connected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw connected();
  }

  private static UnsupportedOperationException connected() {
    return new UnsupportedOperationException("Angus connects by itself, within a time limit");
  }
}
