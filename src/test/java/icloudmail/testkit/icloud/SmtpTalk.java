package icloudmail.testkit.icloud;

import icloudmail.testkit.MailServers;
import icloudmail.testkit.TestCertificate;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A client that says what a test tells it to, line by line. */
final class SmtpTalk implements AutoCloseable {
  private Socket socket;
  private InputStream in;

  /** Connects; nothing is read yet. */
  SmtpTalk(int port) throws IOException {
    use(new Socket(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(10_000);
  }

  /** Connected, greeted, and after STARTTLS and EHLO. */
  static SmtpTalk secured(SmtpDouble server) throws IOException {
    SmtpTalk talk = new SmtpTalk(server.port());
    talk.reply();
    talk.say("EHLO there");
    talk.say("STARTTLS");
    talk.startTls();
    talk.say("EHLO there");
    return talk;
  }

  /** As {@link #secured}, and logged in. */
  static SmtpTalk loggedIn(SmtpDouble server) throws IOException {
    SmtpTalk talk = secured(server);
    talk.say("AUTH PLAIN " + base64("\0jo@icloud.com\0" + MailServers.PASSWORD));
    return talk;
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The certificate's, for a client that trusts it. */
  static SSLContext trusting(TestCertificate certificate) {
    try (InputStream pem = Files.newInputStream(certificate.pem())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  void startTls() throws IOException {
    SSLSocket tls =
        (SSLSocket)
            trusting(TestCertificate.valid())
                .getSocketFactory()
                .createSocket(socket, "localhost", socket.getPort(), true);
    tls.startHandshake();
    use(tls);
  }

  /** Sends a line, and returns its reply. */
  String say(String line) throws IOException {
    send(line + "\r\n");
    return reply();
  }

  /** Sends octets as UTF-8. */
  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** The next reply, its lines parted by LF; what there is of it where the connection ends. */
  String reply() throws IOException {
    StringBuilder reply = new StringBuilder();
    String line = line();
    while (line.matches("\\d{3}-.*\r\n")) {
      reply.append(line.replace("\r", ""));
      line = line();
    }
    return reply.append(line.replaceFirst("\r\n$", "")).toString();
  }

  /** Whether the server has ended the connection in an orderly way. */
  boolean isOver() throws IOException {
    return in.read() < 0;
  }

  void timeout(int milliseconds) throws IOException {
    socket.setSoTimeout(milliseconds);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void use(Socket now) throws IOException {
    socket = now;
    in = new BufferedInputStream(now.getInputStream());
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int octet = in.read();
    while (octet >= 0) {
      line.write(octet);
      if (octet == '\n') {
        break;
      }
      octet = in.read();
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
