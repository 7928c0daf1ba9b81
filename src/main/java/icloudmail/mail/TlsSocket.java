package icloudmail.mail;

import icloudmail.model.MailException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A socket over TLS: to connect it is also to shake hands and to verify certificate and host name
 * (RFC 8314 section 3), or to take over a connection that was begun ahead and is just as verified.
 */
final class TlsSocket extends Socket {
  private final TlsContext context;
  private final @Nullable HeadStart ahead;
  private @Nullable SSLSocket tls;
  private @Nullable AnswerGuard guard;
  private int readTimeoutMillis;

  TlsSocket(TlsContext context, @Nullable HeadStart ahead) {
    this.context = context;
    this.ahead = ahead;
  }

  /**
   * A verified connection.
   *
   * @throws IOException where nobody answers in time, or cannot prove who it is
   */
  static SSLSocket verified(TlsContext context, Endpoint server, int millis) throws IOException {
    return verified(context, server, millis, new PromptSocket(Long.MAX_VALUE));
  }

  /** The same over {@code plain}, which is not connected yet. */
  static SSLSocket verified(TlsContext context, Endpoint server, int millis, PromptSocket plain)
      throws IOException {
    boolean whole = false;
    try {
      plain.setSoTimeout(millis);
      plain.connect(new InetSocketAddress(server.host(), server.port()), millis);
      SSLSocket socket = TlsStart.handshake(context.sockets(), plain, server);
      whole = true;
      return socket;
    } catch (MailException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      if (!whole) {
        plain.close();
      }
    }
  }

  @Override
  public void connect(SocketAddress address, int millis) throws IOException {
    InetSocketAddress internet = (InetSocketAddress) address;
    Endpoint server = Endpoint.imap(internet.getHostString(), internet.getPort());
    SSLSocket begun = ahead == null ? null : ahead.take(server, Duration.ofMillis(millis));
    SSLSocket socket = begun == null ? verified(context, server, millis) : begun;
    socket.setSoTimeout(readTimeoutMillis);
    tls = socket;
    guard = new AnswerGuard(socket.getInputStream());
  }

  /** Whether from now on all responses are held together. */
  void hold(boolean together) {
    if (guard != null) {
      guard.hold(together);
    }
  }

  private SSLSocket connected() throws SocketException {
    SSLSocket socket = tls;
    if (socket == null) {
      throw new SocketException("not connected");
    }
    return socket;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    InputStream guarded = guard;
    if (guarded == null) {
      throw new SocketException("not connected");
    }
    return guarded;
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    SSLSocket socket = connected();
    return new Abandonable(socket);
  }

  /** The library closes what takes too long to be written. */
  private static final class Abandonable extends FilterOutputStream {
    private final SSLSocket socket;
    private volatile boolean abandoned;

    private Abandonable(SSLSocket socket) throws IOException {
      super(socket.getOutputStream());
      this.socket = socket;
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      try {
        out.write(octets, offset, length);
      } catch (IOException e) {
        if (abandoned) {
          throw new SocketTimeoutException("it takes nothing");
        }
        throw e;
      }
    }

    /** Java would wait for the end of a write that a server who takes nothing has stopped. */
    @Override
    public void close() throws IOException {
      abandoned = true;
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  @Override
  public synchronized void setSoTimeout(int millis) throws SocketException {
    readTimeoutMillis = millis;
    if (tls != null) {
      tls.setSoTimeout(millis);
    }
  }

  @Override
  public synchronized int getSoTimeout() {
    return readTimeoutMillis;
  }

  @Override
  public boolean isConnected() {
    return tls != null;
  }

  @Override
  public boolean isClosed() {
    return tls != null && tls.isClosed();
  }

  @Override
  public synchronized void close() throws IOException {
    if (tls != null) {
      TlsStart.leave(tls);
    }
  }
}
