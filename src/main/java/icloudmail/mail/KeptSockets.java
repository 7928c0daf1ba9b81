package icloudmail.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one connection, kept so that their read deadline can be changed: whoever idles
 * waits for minutes, and for the answer to a command not so long.
 */
final class KeptSockets extends SSLSocketFactory {
  private final SSLSocketFactory factory;
  private volatile @Nullable Socket socket;

  KeptSockets(SSLSocketFactory factory) {
    this.factory = factory;
  }

  /** From now on a read fails that brings nothing for so long. */
  void deadline(Duration duration) throws SocketException {
    Socket kept = socket;
    if (kept != null) {
      kept.setSoTimeout((int) Math.min(Integer.MAX_VALUE, duration.toMillis()));
    }
  }

  private Socket kept(Socket made) {
    socket = made;
    return made;
  }

  @Override
  public Socket createSocket() throws IOException {
    return kept(factory.createSocket());
  }

  @Override
  public Socket createSocket(Socket plain, String host, int port, boolean autoClose)
      throws IOException {
    return kept(factory.createSocket(plain, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return kept(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return kept(factory.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return kept(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return kept(factory.createSocket(host, port, local, localPort));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return factory.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return factory.getSupportedCipherSuites();
  }
}
