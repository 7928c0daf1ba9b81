package icloudmail.mail;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Looks at the way to a server step by step, as far as no login is needed. */
public final class LineProbe {
  /** Where submission with implicit TLS would be, which this program does not speak. */
  private static final int SUBMISSIONS = 465;

  private final SessionFactory sessions;
  private final Endpoint server;
  private final boolean apple;

  private LineProbe(SessionFactory sessions, Endpoint server) {
    this.sessions = sessions;
    this.server = server;
    this.apple = !server.host().equals("localhost");
  }

  public static LineProbe imap(SessionFactory sessions) {
    return new LineProbe(sessions, sessions.imap());
  }

  public static LineProbe smtp(SessionFactory sessions) {
    return new LineProbe(sessions, sessions.smtp());
  }

  /** The server, as {@code host:port}. */
  public String server() {
    return server.toString();
  }

  /**
   * The addresses of the server, those of IPv4 and IPv6 told apart.
   *
   * @throws MailException of kind TEMPORARY where its name is not known
   */
  public String addresses() throws MailException {
    try {
      List<String> four = new ArrayList<>();
      List<String> six = new ArrayList<>();
      for (InetAddress address : InetAddress.getAllByName(server.host())) {
        (address instanceof Inet6Address ? six : four).add(address.getHostAddress());
      }
      return "IPv4 "
          + (four.isEmpty() ? "none" : String.join(" ", four))
          + ", IPv6 "
          + (six.isEmpty() ? "none" : String.join(" ", six));
    } catch (UnknownHostException e) {
      throw Failures.connecting(server, e);
    }
  }

  /**
   * Connects, and leaves again.
   *
   * @return how long it took
   * @throws MailException of kind TEMPORARY where nobody answers
   */
  public Duration connect(Clock clock) throws MailException {
    Instant begun = clock.instant();
    try {
      open(server.port()).close();
      return Duration.between(begun, clock.instant());
    } catch (IOException e) {
      throw Failures.connecting(server, e);
    }
  }

  /** Whether port 465 answers, where 587 does not: then somebody in between blocks that. */
  public boolean submissionsAnswers() {
    if (!apple) {
      return false;
    }
    try (Socket socket = open(SUBMISSIONS)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private Socket open(int port) throws IOException {
    Socket socket = new Socket();
    socket.connect(
        new InetSocketAddress(server.host(), port), (int) sessions.patience().toMillis());
    return socket;
  }

  /**
   * A server's certificate, whether it can be trusted or not.
   *
   * @param names whom it is for
   * @param issuer who has signed it
   * @param until when it ends
   */
  public record Shown(String names, String issuer, Instant until) {}

  /**
   * The certificate that the server shows, where it proves who it is.
   *
   * @throws MailException of kind PROTOCOL where it does not; then its issuer is named, since a
   *     proxy or an antivirus program shows one of its own
   */
  public Shown certificate() throws MailException {
    SSLSocketFactory factory =
        (SSLSocketFactory)
            sessions
                .imapProperties()
                .getOrDefault(SessionFactory.IMAP_SOCKETS, SSLSocketFactory.getDefault());
    try (SSLSocket socket =
        (SSLSocket) factory.createSocket(open(server.port()), server.host(), server.port(), true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.setSoTimeout((int) sessions.patience().toMillis());
      socket.startHandshake();
      Certificate[] chain = socket.getSession().getPeerCertificates();
      return shown((X509Certificate) chain[0]);
    } catch (IOException e) {
      MailException failure = Failures.connecting(server, e);
      String issuer = failure.kind() == Kind.PROTOCOL ? issuer() : null;
      throw issuer == null
          ? failure
          : failure.rephrased(text -> text + "; the certificate is issued by " + issuer);
    }
  }

  private static Shown shown(X509Certificate certificate) {
    return new Shown(
        commonName(certificate.getSubjectX500Principal().getName()),
        commonName(certificate.getIssuerX500Principal().getName()),
        certificate.getNotAfter().toInstant());
  }

  /** Who signed what a server shows that is not trusted; nothing is sent to it. */
  private @Nullable String issuer() {
    X509Certificate shown = ShownCertificate.of(server, (int) sessions.patience().toMillis());
    return shown == null ? null : commonName(shown.getIssuerX500Principal().getName());
  }

  private static String commonName(String principal) {
    for (String part : principal.split(",(?=[A-Z]+=)", -1)) {
      if (part.startsWith("CN=")) {
        return part.substring("CN=".length());
      }
    }
    return principal;
  }
}
