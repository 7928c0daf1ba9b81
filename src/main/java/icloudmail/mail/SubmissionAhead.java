package icloudmail.mail;

import icloudmail.model.Awaited;
import icloudmail.model.MailException;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the submission server that is begun while the command line is still being read
 * and the message composed, as far as no login is needed. It is taken over once; where nobody does
 * so for some seconds, it ends with QUIT. No credential and no word of a message is sent before it
 * is taken.
 */
public final class SubmissionAhead {
  /** So long it stands by; a server may lose its patience with whoever does not log in. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final Endpoint server;
  private final Duration patience;
  private final FutureTask<SubmissionTransport> connection;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private final CountDownLatch taken = new CountDownLatch(1);

  private SubmissionAhead(Endpoint server, TlsContext tls, Duration patience) {
    this.server = server;
    this.patience = patience;
    this.connection = new FutureTask<>(new Connecting(server, tls, patience));
  }

  /**
   * Begins to connect.
   *
   * @param tls what TLS needs, loaded or loading
   * @param patience longest wait for each answer
   */
  public static SubmissionAhead to(Preset preset, TlsContext tls, Duration patience) {
    return to(preset, tls, patience, FRESH);
  }

  static SubmissionAhead to(Preset preset, TlsContext tls, Duration patience, Duration fresh) {
    SubmissionAhead begun = new SubmissionAhead(preset.smtp(), tls, patience);
    Thread thread = new Thread(begun.new StandingBy(fresh), "icloud-mail-submission-ahead");
    thread.setDaemon(true);
    thread.start();
    return begun;
  }

  /**
   * The connection, or the wait for it.
   *
   * @param longest how long each answer would be waited for otherwise
   * @return null where it was taken already, stood by for too long, goes to another server, or
   *     waits otherwise
   * @throws MailException why it could not be made
   */
  @Nullable SubmissionTransport take(Endpoint wanted, Duration longest) throws MailException {
    if (!wanted.leadsTo(server) || !longest.equals(patience) || claimed.getAndSet(true)) {
      return null;
    }
    taken.countDown();
    return Awaited.result(connection);
  }

  // classes and no lambdas, the first of which would take longer than all else before it

  private record Connecting(Endpoint server, TlsContext tls, Duration patience)
      implements Callable<SubmissionTransport> {
    @Override
    public SubmissionTransport call() throws MailException {
      return SessionFactory.submission(server, tls, patience, null);
    }
  }

  /** Connects, and leaves where nobody comes. */
  private final class StandingBy implements Runnable {
    private final Duration fresh;

    private StandingBy(Duration fresh) {
      this.fresh = fresh;
    }

    @Override
    public void run() {
      connection.run();
      try {
        if (!taken.await(fresh.toMillis(), TimeUnit.MILLISECONDS) && !claimed.getAndSet(true)) {
          connection.get().close();
        }
      } catch (InterruptedException | ExecutionException | MessagingException e) {
        // it was of no use to anybody
        return;
      }
    }
  }
}
