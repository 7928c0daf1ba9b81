package icloudmail.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Stands before a server on this machine, and notes each octet that a client sends. */
public final class Wiretap implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 20_000;

  private final ServerSocket server;
  private final int behind;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final List<Thread> pumps = Collections.synchronizedList(new ArrayList<>());

  public Wiretap(int behind) {
    this.behind = behind;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** A character an octet, of all connections, once both sides have ended each. */
  public String heard() {
    try {
      for (Thread pump : List.copyOf(pumps)) {
        pump.join(PATIENCE_MILLIS);
        if (pump.isAlive()) {
          throw new IllegalStateException("a connection is still open");
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return heard.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work, "wiretap");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), behind);
        pumps.add(start(() -> pump(client, far, heard)));
        pumps.add(start(() -> pump(far, client, new ByteArrayOutputStream())));
      } catch (IOException e) {
        // closed, or the server behind has gone
        Thread.onSpinWait();
      }
    }
  }

  private static void pump(Socket from, Socket to, ByteArrayOutputStream noted) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] octets = new byte[8192];
      for (int count = in.read(octets); count >= 0; count = in.read(octets)) {
        noted.write(octets, 0, count);
        out.write(octets, 0, count);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // one side has gone, and so has what it would have said
      Thread.onSpinWait();
    }
  }
}
