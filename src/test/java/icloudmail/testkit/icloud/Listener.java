package icloudmail.testkit.icloud;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens on a free loopback port and serves each connection in a thread of its own. */
final class Listener implements AutoCloseable {
  /** Talks until one side ends it. */
  interface Conversation {
    void serve(Wire wire) throws IOException;
  }

  private final ServerSocket server;
  private final Conversation conversation;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();

  Listener(Conversation conversation) throws IOException {
    this.conversation = conversation;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept, "icloud-double");
  }

  int port() {
    return server.getLocalPort();
  }

  /** How many connections there have been. */
  int accepted() {
    return accepted.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        accepted.incrementAndGet();
        open.add(socket);
        start(() -> serve(socket), "icloud-double-connection");
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      conversation.serve(new Wire(socket));
    } catch (IOException e) {
      // one side has gone, as tests of faults mean it to
      open.remove(socket);
    } finally {
      open.remove(socket);
    }
  }

  private static void start(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
