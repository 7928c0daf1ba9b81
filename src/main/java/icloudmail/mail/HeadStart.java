package icloudmail.mail;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the IMAP server that is begun while something else goes on: the command line is
 * still being read, or a message is handed over. Nothing is said on it, and no secret with it,
 * until somebody takes it over; it is taken over once.
 */
public final class HeadStart implements AutoCloseable {
  /** After which a server may have lost its patience with whoever does not log in. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  private static final Duration MOMENTS = Duration.ofMillis(250);
  private static final int PLENTY = 4;

  private final CountDownLatch greeted = new CountDownLatch(1);
  private final Endpoint server;
  private final Duration fresh;
  private final FutureTask<SSLSocket> connection;
  private final long begun = System.nanoTime();
  private boolean taken;
  private boolean abandoned;
  private @Nullable SSLSocket made;

  private HeadStart(Preset preset, TlsContext tls, Duration patience, Duration fresh) {
    this.fresh = fresh;
    this.server = preset.imap();
    this.connection = new FutureTask<>(new Connecting(tls, (int) patience.toMillis()));
  }

  /**
   * Begins to connect.
   *
   * @param tls what TLS needs, loaded or loading
   * @param patience longest wait for each answer
   */
  public static HeadStart to(Preset preset, TlsContext tls, Duration patience) {
    return to(preset, tls, patience, FRESH);
  }

  static HeadStart to(Preset preset, TlsContext tls, Duration patience, Duration fresh) {
    HeadStart start = new HeadStart(preset, tls, patience, fresh);
    Thread thread = new Thread(start.connection, "icloud-mail-head-start");
    thread.setDaemon(true);
    thread.start();
    return start;
  }

  /** A class and no lambda, the first of which would take longer than all else before it. */
  private final class Connecting implements Callable<SSLSocket> {
    private final TlsContext tls;
    private final int millis;

    private Connecting(TlsContext tls, int millis) {
      this.tls = tls;
      this.millis = millis;
    }

    @Override
    public SSLSocket call() throws IOException {
      SSLSocket socket = hello();
      synchronized (HeadStart.this) {
        made = socket;
        if (abandoned) {
          end();
        }
      }
      return socket;
    }

    private SSLSocket hello() throws IOException {
      try {
        return TlsSocket.verified(tls, server, millis, new WrittenSocket(greeted));
      } finally {
        greeted.countDown();
      }
    }
  }

  /**
   * Waits until TLS has said hello, or that has failed, and no longer than some moments: where
   * processors are few, whoever goes on meanwhile mostly keeps it back, and has time enough while
   * the answer is awaited.
   */
  public void letGo() {
    if (Runtime.getRuntime().availableProcessors() < PLENTY) {
      try {
        greeted.await(MOMENTS.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Gives up a connection that nobody has taken over; what was taken stays. */
  @Override
  public synchronized void close() {
    if (!taken) {
      abort();
    }
  }

  /** Ends the connection, whoever has it: whoever waits for an answer is told that it broke. */
  public synchronized void abort() {
    taken = true;
    abandoned = true;
    end();
  }

  private void end() {
    if (made != null) {
      try {
        TlsStart.leave(made);
      } catch (IOException e) {
        // it was of no use to anybody
      }
    }
  }

  /**
   * The connection, verified.
   *
   * @return null where it was taken already, is too old, or goes to another server
   * @throws IOException why it could not be made, or that it took too long
   */
  @Nullable SSLSocket take(Endpoint wanted, Duration longest) throws IOException {
    if (!wanted.leadsTo(server) || !claim()) {
      return null;
    }
    try {
      return connection.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      abort();
      throw new SocketTimeoutException("connect timed out");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      abort();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** Whether the connection is the caller's from now on. */
  private synchronized boolean claim() {
    if (!taken && System.nanoTime() - begun >= fresh.toNanos()) {
      close();
    }
    boolean free = !taken;
    taken = true;
    return free;
  }
}
