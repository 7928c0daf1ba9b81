package icloudmail.mail;

import icloudmail.model.MailException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * What begins TLS on a connection that stands already (RFC 3207). What TLS needs may still be
 * loading until then: greeting, EHLO and STARTTLS do not wait for it.
 */
final class StartTlsSockets extends SSLSocketFactory {
  private final TlsContext tls;

  StartTlsSockets(TlsContext tls) {
    this.tls = tls;
  }

  @Override
  public Socket createSocket(Socket plain, String host, int port, boolean autoClose)
      throws IOException {
    SSLSocket socket = (SSLSocket) sockets().createSocket(plain, host, port, autoClose);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setCipherSuites(TlsStart.quickFirst(parameters.getCipherSuites()));
    socket.setSSLParameters(parameters);
    return socket;
  }

  private SSLSocketFactory sockets() throws IOException {
    try {
      return tls.sockets();
    } catch (MailException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public String[] getDefaultCipherSuites() {
    throw unconnected();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    throw unconnected();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw unconnected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw unconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw unconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw unconnected();
  }

  private static UnsupportedOperationException unconnected() {
    return new UnsupportedOperationException("TLS begins on a connection that stands");
  }
}
