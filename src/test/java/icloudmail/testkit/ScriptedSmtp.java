package icloudmail.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocket;

/**
 * A submission server with STARTTLS whose answers a test may write itself: {@code command ->
 * reply}, null for the usual one. {@code "."} stands for a message's end. {@link #HANG_UP} closes
 * the connection, {@link #SILENCE} says nothing.
 */
public final class ScriptedSmtp implements AutoCloseable {
  public static final String HANG_UP = "hang up";
  public static final String SILENCE = "silence";

  private final ServerSocket server;
  private final TestCertificate certificate;
  private final UnaryOperator<String> script;
  private final List<String> plain = Collections.synchronizedList(new ArrayList<>());
  private final List<String> secret = Collections.synchronizedList(new ArrayList<>());

  public ScriptedSmtp(TestCertificate certificate, UnaryOperator<String> script) {
    this.certificate = certificate;
    this.script = script;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Thread accepting = new Thread(this::accept, "scripted-smtp");
    accepting.setDaemon(true);
    accepting.start();
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Lines that came without TLS. */
  public List<String> heardInPlain() {
    return List.copyOf(plain);
  }

  /** Lines that came over TLS, those of messages too. */
  public List<String> heardOverTls() {
    return List.copyOf(secret);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        send(socket, "220 iCloud SMTP - outbound.st.icloud.com");
        converse(socket, false);
      } catch (IOException e) {
        if (!server.isClosed()) {
          // the client has gone; the next one may come
          Thread.onSpinWait();
        }
      }
    }
  }

  private void converse(Socket socket, boolean secure) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    boolean data = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      (secure ? secret : plain).add(line);
      if (data && !line.equals(".")) {
        continue;
      }
      String written = script.apply(line);
      String reply = written == null ? usual(line, secure) : written;
      data = line.equals("DATA") && reply.startsWith("354");
      if (reply.equals(HANG_UP)) {
        return;
      }
      if (!reply.equals(SILENCE)) {
        send(socket, reply);
      }
      if (line.equals("STARTTLS") && reply.startsWith("220")) {
        SSLSocket tls =
            (SSLSocket)
                certificate.context().getSocketFactory().createSocket(socket, null, -1, true);
        tls.setUseClientMode(false);
        converse(tls, true);
        return;
      }
    }
  }

  private static String usual(String command, boolean secure) {
    String verb = command.split(" ", 2)[0];
    return switch (verb) {
      case "EHLO" ->
          secure
              ? "250-outbound.st.icloud.com\r\n250-SIZE 28319744\r\n250 AUTH LOGIN PLAIN"
              : "250-outbound.st.icloud.com\r\n250 STARTTLS";
      case "STARTTLS" -> "220 2.0.0 Ready to start TLS";
      case "AUTH" -> "235 2.7.0 Authentication successful";
      case "DATA" -> "354 End data with <CR><LF>.<CR><LF>";
      case "." -> "250 2.0.0 Ok: queued as 9315A18002C5";
      case "QUIT" -> "221 2.0.0 Bye";
      default -> "250 2.1.0 Ok";
    };
  }

  private static void send(Socket socket, String reply) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }
}
