package icloudmail.testkit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * A server that knows no TLS newer than 1.1, which no server of a JDK would speak; with a greeting,
 * a submission server whose TLS begins with STARTTLS. It notes what the client makes of that.
 */
public final class OldTls implements AutoCloseable {
  /** The type of the TLS record that says why there will be no more (RFC 5246 section 6.2.1). */
  public static final int ALERT = 21;

  /** Version 1.1, no session, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, no compression. */
  private static final byte[] SERVER_HELLO =
      HexFormat.of().parseHex("160302002a" + "02000026" + "0302" + "11".repeat(32) + "00c00900");

  private static final long LONGEST_MILLIS = 10_000;

  private final ServerSocket server;
  private final String greeting;
  private final Thread accepting;
  private final List<Integer> heard = Collections.synchronizedList(new ArrayList<>());

  public OldTls(String greeting) throws IOException {
    this.greeting = greeting;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    accepting = new Thread(this::accept, "old-tls");
    accepting.setDaemon(true);
    accepting.start();
  }

  public int port() {
    return server.getLocalPort();
  }

  /**
   * The types of the TLS records that came after the ServerHello, of all connections. It takes no
   * more of them then, and what is on its way is read to its end first.
   */
  public List<Integer> heard() throws IOException, InterruptedException {
    server.close();
    accepting.join(LONGEST_MILLIS);
    return List.copyOf(heard);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        converse(socket);
      } catch (IOException e) {
        // the client has gone; the next one may come
        Thread.onSpinWait();
      }
    }
  }

  private void converse(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    OutputStream out = socket.getOutputStream();
    if (!greeting.isEmpty()) {
      out.write(greeting.getBytes(StandardCharsets.US_ASCII));
      line(in);
      out.write("250-localhost\r\n250 STARTTLS\r\n".getBytes(StandardCharsets.US_ASCII));
      line(in);
      out.write("220 Ready\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    record(in);
    out.write(SERVER_HELLO);
    while (true) {
      heard.add(record(in));
    }
  }

  private static void line(DataInputStream in) throws IOException {
    int octet = in.read();
    while (octet >= 0 && octet != '\n') {
      octet = in.read();
    }
  }

  private static int record(DataInputStream in) throws IOException {
    int type = in.readUnsignedByte();
    in.readUnsignedShort();
    in.skipNBytes(in.readUnsignedShort());
    return type;
  }
}
