package icloudmail.mail;

import icloudmail.model.MailException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
      throw Unconnected.with(server, e);
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
      throw Unconnected.with(server, e);
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
    return TlsStart.connection(sessions, server.host(), port);
  }
}
