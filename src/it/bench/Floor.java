import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * What Java itself takes: a program that does nothing but speak TLS and the fewest commands, and
 * looks at no answer but for its end. A yardstick of the machine, not a mail client.
 *
 * <p>Arguments: {@code status}, {@code list}, {@code backup DIRECTORY} or {@code send FILE}. The
 * server's port, its CA, the login and the password are in LAB_PORT, LAB_CA, LAB_USER and
 * LAB_PASSWORD.
 */
public final class Floor {
  private static final Pattern EXISTS = Pattern.compile("\\* (\\d+) EXISTS");
  private static final Pattern LITERAL = Pattern.compile(".*\\{(\\d+)}");

  private Socket socket = new Socket("127.0.0.1", Integer.parseInt(System.getenv("LAB_PORT")));
  private InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);

  private Floor() throws IOException {}

  public static void main(String[] arguments) throws Exception {
    Floor floor = new Floor();
    switch (arguments[0]) {
      case "status" -> floor.status();
      case "list" -> floor.list();
      case "backup" -> floor.backup(Path.of(arguments[1]));
      default -> floor.send(Path.of(arguments[1]));
    }
    // what a socket still has to say is not waited for
    System.exit(0);
  }

  private void status() throws Exception {
    login();
    command("STATUS INBOX (UNSEEN)");
  }

  private void list() throws Exception {
    login();
    int newest = command("EXAMINE INBOX");
    command("FETCH " + Math.max(1, newest - 19) + ":* (UID FLAGS INTERNALDATE ENVELOPE)");
  }

  private void backup(Path directory) throws Exception {
    login();
    command("EXAMINE INBOX");
    Files.createDirectories(directory);
    say("x UID FETCH 1:* (UID FLAGS INTERNALDATE BODY.PEEK[])\r\n");
    int count = 0;
    for (String line = line(); !line.startsWith("x "); line = line()) {
      Matcher literal = LITERAL.matcher(line);
      if (literal.matches()) {
        byte[] message = in.readNBytes(Integer.parseInt(literal.group(1)));
        Files.write(directory.resolve(Integer.toString(count++)), message);
      }
    }
  }

  private void send(Path file) throws Exception {
    reply("220");
    command("EHLO localhost", "250");
    command("STARTTLS", "220");
    encrypt();
    command("EHLO localhost", "250");
    command("AUTH PLAIN " + credentials(), "235");
    say("MAIL FROM:<alice@icloud.com>\r\nRCPT TO:<bob@icloud.com>\r\nDATA\r\n");
    reply("250");
    reply("250");
    reply("354");
    // the bench's own message has CRLF, and no line that begins with a dot
    socket.getOutputStream().write(Files.readAllBytes(file));
    command(".", "250");
  }

  private void login() throws Exception {
    encrypt();
    line();
    command("AUTHENTICATE PLAIN " + credentials());
  }

  private void encrypt() throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream file = Files.newInputStream(Path.of(System.getenv("LAB_CA")))) {
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(file));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    SSLSocket tls =
        (SSLSocket)
            context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    tls.setSSLParameters(parameters);
    socket = tls;
    in = new BufferedInputStream(tls.getInputStream(), 1 << 16);
  }

  private static String credentials() {
    String plain = "\0" + System.getenv("LAB_USER") + "\0" + System.getenv("LAB_PASSWORD");
    return Base64.getEncoder().encodeToString(plain.getBytes(US_ASCII));
  }

  private void say(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  /** Says an IMAP command, and returns how many messages its answer says there are. */
  private int command(String text) throws IOException {
    say("x " + text + "\r\n");
    int exists = 0;
    String line = line();
    for (; !line.startsWith("x "); line = line()) {
      Matcher matcher = EXISTS.matcher(line);
      if (matcher.matches()) {
        exists = Integer.parseInt(matcher.group(1));
      }
    }
    if (!line.startsWith("x OK")) {
      throw new IOException(line);
    }
    return exists;
  }

  private void command(String text, String expected) throws IOException {
    say(text + "\r\n");
    reply(expected);
  }

  private void reply(String expected) throws IOException {
    String line = line();
    while (line.startsWith("-", 3)) {
      line = line();
    }
    if (!line.startsWith(expected)) {
      throw new IOException(line);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new IOException("the connection ended");
      }
      line.append((char) octet);
    }
    return line.substring(0, Math.max(0, line.length() - 1));
  }
}
