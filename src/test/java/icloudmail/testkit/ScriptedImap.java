package icloudmail.testkit;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import javax.net.ssl.SSLServerSocket;

/**
 * An IMAP server over TLS whose every answer the test writes itself: {@code (tag, command) ->
 * lines}. An answer of {@link #SILENCE} is none, one of {@link #HANG_UP} closes the connection.
 */
public final class ScriptedImap implements AutoCloseable {
  public static final String SILENCE = "silence";
  public static final String HANG_UP = "hang up";

  /** As Apple greets; source: icloud-facts 1.1. */
  public static final String GREETING =
      "* OK [CAPABILITY XAPPLEPUSHSERVICE IMAP4 IMAP4rev1 SASL-IR AUTH=ATOKEN AUTH=PLAIN"
          + " AUTH=ATOKEN2 AUTH=XOAUTH2] (2606B15-0579518368c0) p00-iscream-55668b59f7-6f7mg\r\n";

  private final String greeting;
  private final SSLServerSocket server;
  private final List<String> commands = Collections.synchronizedList(new ArrayList<>());
  private final BiFunction<String, String, String> script;
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private volatile int patience;

  public ScriptedImap(TestCertificate certificate, BiFunction<String, String, String> script) {
    this(certificate, GREETING, script);
  }

  public ScriptedImap(
      TestCertificate certificate, String greeting, BiFunction<String, String, String> script) {
    try {
      this.greeting = greeting;
      this.script = script;
      server =
          (SSLServerSocket)
              certificate
                  .context()
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Thread accepting = new Thread(this::accept, "scripted-imap");
    accepting.setDaemon(true);
    accepting.start();
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Hangs up on connections from now on that say nothing for so long. */
  public ScriptedImap hangingUpAfter(int millis) {
    patience = millis;
    return this;
  }

  /** Commands as they came, without their tags. */
  public List<String> commands() {
    return List.copyOf(commands);
  }

  /** All that came, a character an octet, as it was before it was encrypted. */
  public String octets() {
    return octets.toString(StandardCharsets.ISO_8859_1);
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
      try {
        Socket socket = server.accept();
        Thread serving = new Thread(() -> serve(socket), "scripted-imap-connection");
        serving.setDaemon(true);
        serving.start();
      } catch (IOException e) {
        // closed, or a client that broke off
        commands.add("(not accepted)");
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setSoTimeout(patience);
      OutputStream out = socket.getOutputStream();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(noted(socket.getInputStream()), StandardCharsets.ISO_8859_1));
      send(out, greeting);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int blank = line.indexOf(' ');
        String tag = line.substring(0, Math.max(0, blank));
        String command = line.substring(blank + 1);
        commands.add(command);
        String answer = script.apply(tag, command);
        if (answer.equals(HANG_UP)) {
          return;
        }
        if (!answer.equals(SILENCE)) {
          send(out, answer);
        }
      }
    } catch (IOException e) {
      // the client has gone
      commands.add("(broken off)");
    }
  }

  private InputStream noted(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        octets.write(into, offset, Math.max(0, count));
        return count;
      }
    };
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }
}
