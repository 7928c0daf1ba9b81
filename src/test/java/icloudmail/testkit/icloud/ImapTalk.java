package icloudmail.testkit.icloud;

import icloudmail.testkit.MailServers;
import icloudmail.testkit.TestCertificate;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A client that says what the test says, and hears lines. */
final class ImapTalk implements AutoCloseable {
  private static final int PATIENCE = 20_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private int tags;

  ImapTalk(int port) throws IOException {
    socket = trusting().getSocketFactory().createSocket("127.0.0.1", port);
    socket.setSoTimeout(PATIENCE);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** A connection that has heard the greeting and logged in. */
  static ImapTalk loggedIn(int port) throws IOException {
    ImapTalk talk = new ImapTalk(port);
    talk.hear();
    talk.ask("LOGIN " + MailServers.LOGIN + " " + MailServers.PASSWORD);
    return talk;
  }

  /** Says a command, and hears all lines up to its tagged reply, whose tag is left out. */
  List<String> ask(String command) throws IOException {
    tags++;
    say("a" + tags + " " + command);
    return hearAnswer();
  }

  /** Hears all lines up to the tagged reply to the newest command of {@link #ask}. */
  List<String> hearAnswer() throws IOException {
    String tag = "a" + tags + " ";
    List<String> lines = new ArrayList<>();
    for (String line = hear(); true; line = hear()) {
      if (line.startsWith(tag)) {
        lines.add(line.substring(tag.length()));
        return lines;
      }
      lines.add(line);
    }
  }

  /** Says a command whose literal is {@code octets}. */
  List<String> ask(String command, String octets) throws IOException {
    byte[] bytes = octets.getBytes(StandardCharsets.UTF_8);
    tags++;
    say("a" + tags + " " + command + "{" + bytes.length + "}");
    for (String line = hear(); !line.startsWith("+"); line = hear()) {
      if (line.startsWith("a" + tags)) {
        return List.of(line);
      }
    }
    out.write(bytes);
    say("");
    return hearAnswer();
  }

  void say(String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** The next line; octets as Latin-1. */
  String hear() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("after " + line.toString(StandardCharsets.ISO_8859_1));
      }
      line.write(octet);
    }
    return line.toString(StandardCharsets.ISO_8859_1).replace("\r", "");
  }

  /** All octets up to the end of the connection. */
  String hearAll() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  void patience(int milliseconds) throws IOException {
    socket.setSoTimeout(milliseconds);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static SSLContext trusting() {
    try (InputStream in = Files.newInputStream(TestCertificate.valid().keyStore())) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, TestCertificate.STORE_PASSWORD.toCharArray());
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("server", keys.getCertificate("server"));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
