package icloudmail.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** The sockets of submission. */
final class PromptSockets extends SocketFactory {
  private volatile @Nullable PromptSocket last;

  /** From now on nothing is waited for, as {@link TlsStart#leave} has it. */
  void leave() {
    PromptSocket socket = last;
    if (socket != null) {
      try {
        socket.setSoTimeout(TlsStart.IMPATIENT_MILLIS);
      } catch (SocketException e) {
        // it is closed already
        return;
      }
    }
  }

  private PromptSocket kept(PromptSocket socket) {
    last = socket;
    return socket;
  }

  @Override
  public Socket createSocket() throws SocketException {
    return kept(new PromptSocket(PromptSocket.REPLIES));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return kept(new PromptSocket(new InetSocketAddress(host, port), null));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return kept(
        new PromptSocket(
            new InetSocketAddress(host, port), new InetSocketAddress(local, localPort)));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return kept(new PromptSocket(new InetSocketAddress(host, port), null));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return kept(
        new PromptSocket(
            new InetSocketAddress(host, port), new InetSocketAddress(local, localPort)));
  }
}
