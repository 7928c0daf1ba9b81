package icloudmail.mail;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/** A connection to the IMAP server over TLS, on which nothing is said. */
public final class ImapLine implements AutoCloseable {
  private final Endpoint server;
  private final SSLSocket socket;
  private final Mask mask;

  private ImapLine(Endpoint server, SSLSocket socket, Mask mask) {
    this.server = server;
    this.socket = socket;
    this.mask = mask;
  }

  /**
   * Connects.
   *
   * @throws MailException of kind PROTOCOL where the server cannot prove who it is, TEMPORARY for
   *     the network
   */
  public static ImapLine open(SessionFactory sessions) throws MailException {
    Endpoint server = sessions.imap();
    TlsStart.Approach approach = () -> TlsStart.connection(sessions, server.host(), server.port());
    try {
      SSLSocket secure = TlsStart.over(approach.connection(), server, sessions, approach);
      return new ImapLine(server, secure, sessions.mask());
    } catch (IOException e) {
      throw Unconnected.with(server, e);
    }
  }

  /** What the server has proved itself with. */
  public ServerCertificate certificate() throws MailException {
    try {
      return ServerCertificate.of(socket);
    } catch (IOException e) {
      throw Unconnected.with(server, e);
    }
  }

  /**
   * The text of the greeting, without its response code.
   *
   * @throws MailException of kind TEMPORARY where the server takes nobody now, PROTOCOL where it
   *     does not speak IMAP
   */
  public String greeting() throws MailException {
    String line;
    try {
      line = mask.over(WholeLine.read(socket.getInputStream(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw Unconnected.with(server, e);
    }
    if (line.startsWith("* BYE")) {
      throw new MailException(
          Kind.TEMPORARY, server + " takes nobody now: " + line, Failures.TRY_LATER);
    }
    if (!line.startsWith("* OK") && !line.startsWith("* CAPABILITY")) {
      throw new MailException(
          Kind.PROTOCOL,
          server + " does not speak IMAP: " + line,
          "A proxy or an antivirus program may be in between.");
    }
    return line.replaceFirst("^\\* OK( \\[[^\\]]*])?", "").strip();
  }

  @Override
  public void close() {
    TlsStart.close(socket);
  }
}
