package icloudmail.mail;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Begins TLS as the rest of the program does, and names who stands in the way. */
final class TlsStart {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  /** A read that brings nothing at once brings nothing. */
  static final int IMPATIENT_MILLIS = 1;

  private TlsStart() {}

  /** Brings a connection to where TLS is to begin. */
  interface Approach {
    Socket connection() throws IOException, MailException;
  }

  /** A connection to a server, on which no answer is waited for longer than the user wishes. */
  static Socket connection(SessionFactory sessions, String host, int port) throws IOException {
    int longest = (int) sessions.patience().toMillis();
    Socket socket = new PromptSocket(PromptSocket.REPLIES);
    socket.connect(new InetSocketAddress(host, port), longest);
    socket.setSoTimeout(longest);
    return socket;
  }

  /**
   * The connection with TLS, by a server that has proved who it is.
   *
   * @param plain is closed where that fails
   * @param again for a look at the certificate of a server that cannot be trusted
   * @throws MailException of kind PROTOCOL where it does not; then its issuer is named, since a
   *     proxy or an antivirus program shows one of its own
   */
  static SSLSocket over(Socket plain, Endpoint server, SessionFactory sessions, Approach again)
      throws MailException {
    boolean begun = false;
    try {
      SSLSocket socket = handshake(sessions.sockets(), plain, server);
      begun = true;
      return socket;
    } catch (IOException e) {
      MailException failure = Unconnected.with(server, e);
      String issuer = failure.kind() == Kind.PROTOCOL ? issuer(server, again) : null;
      throw issuer == null
          ? failure
          : failure.rephrased(text -> text + "; the certificate is issued by " + issuer);
    } finally {
      if (!begun) {
        close(plain);
      }
    }
  }

  /**
   * Shakes hands over a connection, and verifies certificate and host name.
   *
   * @throws IOException where the server cannot prove who it is
   */
  static SSLSocket handshake(SSLSocketFactory factory, Socket plain, Endpoint server)
      throws IOException {
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, server.host(), server.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(PROTOCOLS);
    parameters.setCipherSuites(quickFirst(parameters.getCipherSuites()));
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /**
   * Those with ChaCha20 first, the rest as it was: Java is quick at AES-GCM only where its second
   * compiler has come that far, and takes four times as long without it.
   */
  static String[] quickFirst(String[] suites) {
    String[] ordered = new String[suites.length];
    int at = 0;
    for (boolean quick : new boolean[] {true, false}) {
      for (String suite : suites) {
        if (suite.contains("CHACHA20") == quick) {
          ordered[at++] = suite;
        }
      }
    }
    return ordered;
  }

  /** Who signed what a server shows that is not trusted; nothing is sent to it. */
  private static @Nullable String issuer(Endpoint server, Approach again) {
    try {
      X509Certificate shown = UntrustedCertificate.of(again.connection(), server);
      return shown == null ? null : ServerCertificate.issuer(shown);
    } catch (IOException | MailException e) {
      return null;
    }
  }

  /**
   * Ends a connection on which nothing more is waited for. With its usual patience Java would wait
   * for the other side to end it, too, which takes another round trip.
   */
  static void leave(Socket socket) throws IOException {
    if (!socket.isClosed()) {
      socket.setSoTimeout(IMPATIENT_MILLIS);
    }
    socket.close();
  }

  static void close(Socket socket) {
    try {
      leave(socket);
    } catch (IOException e) {
      // nothing was asked of it any more
      return;
    }
  }
}
