package icloudmail.mail;

import icloudmail.model.MailException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;

/** A connection to the submission server, step by step as far as no login is needed. */
public final class SubmissionLine implements AutoCloseable {
  private static final Pattern REPLY = Pattern.compile("[2-5]\\d\\d([ -].*)?");

  private final SessionFactory sessions;
  private final Endpoint server;
  private final String greeting;
  private Socket socket;

  private SubmissionLine(SessionFactory sessions) throws MailException {
    this.sessions = sessions;
    this.server = sessions.smtp();
    boolean greeted = false;
    Socket opened = connection();
    socket = opened;
    try {
      greeting = read().get(0);
      greeted = true;
    } finally {
      if (!greeted) {
        TlsStart.close(opened);
      }
    }
  }

  /**
   * Connects, and reads the greeting.
   *
   * @throws MailException of kind TEMPORARY for the network and a server that takes nobody now,
   *     SERVICE_REFUSED where it turns the connection away, PROTOCOL where it does not speak SMTP
   */
  public static SubmissionLine open(SessionFactory sessions) throws MailException {
    return new SubmissionLine(sessions);
  }

  /** How the server greets. */
  public String greeting() {
    return greeting;
  }

  /**
   * Says EHLO.
   *
   * @return the extensions with their parameters (RFC 5321 section 4.1.1.1)
   */
  public List<String> hello() throws MailException {
    // as SessionFactory has it
    List<String> said = ask("EHLO localhost");
    return said.subList(1, said.size());
  }

  /**
   * Asks for TLS, after {@link #hello()}.
   *
   * @param offered what that answered
   * @throws MailException of kind PROTOCOL where it is not offered
   */
  public void startTls(List<String> offered) throws MailException {
    if (parameters(offered, "STARTTLS").isEmpty()) {
      throw Refusals.withoutStartTls(server, new MessagingException("no STARTTLS"));
    }
    ask("STARTTLS");
  }

  /**
   * Begins TLS, after {@link #startTls}.
   *
   * @throws MailException of kind PROTOCOL where the server cannot prove who it is
   */
  public ServerCertificate secure() throws MailException {
    SSLSocket secure = TlsStart.over(socket, server, sessions, this::again);
    socket = secure;
    try {
      return ServerCertificate.of(secure);
    } catch (IOException e) {
      throw Unconnected.with(server, e);
    }
  }

  /**
   * How one may log in, after {@link #secure()}.
   *
   * @param offered what {@link #hello()} answered then
   * @throws MailException of kind PROTOCOL where this program knows none of it
   */
  public String mechanisms(List<String> offered) throws MailException {
    String offer = parameters(offered, "AUTH").orElse("");
    List<String> mechanisms = List.of(offer.toUpperCase(Locale.ROOT).split(" "));
    if (!mechanisms.contains("PLAIN") && !mechanisms.contains("LOGIN")) {
      throw Refusals.withoutLogin(server, offer, new MessagingException("no AUTH"));
    }
    return offer;
  }

  /** The parameters of an extension, or empty where it is not offered. */
  public static Optional<String> parameters(List<String> offered, String extension) {
    return offered.stream()
        .map(line -> line.split(" ", 2))
        .filter(words -> words[0].equalsIgnoreCase(extension))
        .map(words -> words.length > 1 ? words[1].strip() : "")
        .findFirst();
  }

  /** Another connection, brought as far as this one was. */
  private Socket again() throws MailException {
    SubmissionLine another = new SubmissionLine(sessions);
    another.startTls(another.hello());
    return another.socket;
  }

  private Socket connection() throws MailException {
    try {
      return TlsStart.connection(sessions, server.host(), server.port());
    } catch (IOException e) {
      throw Unconnected.with(server, e);
    }
  }

  private List<String> ask(String command) throws MailException {
    try {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw Unconnected.with(server, e);
    }
    return read();
  }

  /** The lines of a reply without their codes. */
  private List<String> read() throws MailException {
    List<String> lines = new ArrayList<>();
    String line;
    do {
      line = line();
      if (!REPLY.matcher(line).matches()) {
        throw Refusals.broken(server, line, new MessagingException("no reply"));
      }
      lines.add(line.substring(Math.min(4, line.length())));
    } while (line.startsWith("-", 3));
    SmtpReply reply =
        SmtpReply.of(
            Integer.parseInt(line.substring(0, 3)),
            line.substring(0, 3) + " " + String.join(" ", lines));
    if (reply.negative()) {
      throw Refusals.turnedAway(server, reply, new MessagingException(reply.text()));
    }
    return lines;
  }

  private String line() throws MailException {
    try {
      String line = WholeLine.read(socket.getInputStream(), StandardCharsets.UTF_8);
      return sessions.mask().over(line);
    } catch (IOException e) {
      throw Unconnected.with(server, e);
    }
  }

  @Override
  public void close() {
    TlsStart.close(socket);
  }
}
