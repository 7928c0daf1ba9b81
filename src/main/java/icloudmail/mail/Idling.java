package icloudmail.mail;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.jspecify.annotations.Nullable;

/**
 * The IDLE of one connection (RFC 2177): the server tells of changes in the open folder as they
 * happen. A thread reads what it says until it has answered DONE, or the connection is gone.
 */
public final class Idling {
  /** What has happened. */
  private enum Sign {
    BEGUN,
    CHANGED,
    WOKEN,
    ENDED
  }

  private final ImapConnection connection;
  private final BlockingQueue<Sign> signs = new LinkedBlockingQueue<>();
  private final String tag;
  private volatile @Nullable ProtocolException failure;
  private volatile boolean refused;

  private Idling(ImapConnection connection, String tag) {
    this.connection = connection;
    this.tag = tag;
  }

  /**
   * Says IDLE and waits until the server does.
   *
   * @param longest after which the connection counts as dead that brings nothing
   * @param patience how long the server may take to begin
   * @return null where it does not know the command
   * @throws MailException of kind TEMPORARY where the connection is gone
   */
  static @Nullable Idling begin(ImapConnection connection, Duration longest, Duration patience)
      throws MailException {
    Idling idling;
    try {
      connection.deadline(longest.plus(patience));
      idling = new Idling(connection, connection.writeCommand("IDLE", null));
    } catch (IOException e) {
      throw Failures.imap("waiting", new ConnectionException(connection, Response.byeResponse(e)));
    } catch (ProtocolException e) {
      throw Failures.imap("waiting", e);
    }
    Thread reader = new Thread(idling::read, "icloud-mail-idle");
    reader.setDaemon(true);
    reader.start();
    if (idling.until(Sign.BEGUN, patience)) {
      idling.signs.add(Sign.CHANGED);
    }
    if (!idling.refused) {
      return idling;
    }
    idling.answersWithin(patience);
    return null;
  }

  private void read() {
    try {
      while (true) {
        Response response = connection.readResponse();
        if (response.isContinuation()) {
          signs.add(Sign.BEGUN);
        } else if (response.isBYE()) {
          throw new ConnectionException(connection, response);
        } else if (response.isTagged() && tag.equals(response.getTag())) {
          // NO and BAD: the server does not know it, or not now
          refused = !response.isOK();
          return;
        } else if (response instanceof IMAPResponse line && tells(line)) {
          signs.add(Sign.CHANGED);
        }
      }
    } catch (IOException e) {
      failure = new ConnectionException(connection, Response.byeResponse(e));
    } catch (ProtocolException e) {
      failure = e;
    } finally {
      signs.add(Sign.ENDED);
    }
  }

  /** Apple tells of flags too, also before it begins to idle (icloud-facts 2). */
  private static boolean tells(IMAPResponse line) {
    return line.keyEquals("EXISTS") || line.keyEquals("FETCH");
  }

  /**
   * Waits for a change.
   *
   * @return whether there was one; false too where {@link #wake} was called, or nothing came
   * @throws MailException of kind TEMPORARY where the connection is gone
   */
  public boolean await(Duration longest) throws MailException {
    Sign sign = poll(longest);
    if (sign == Sign.ENDED) {
      throw gone();
    }
    return sign == Sign.CHANGED;
  }

  /** Ends an {@link #await} early. */
  public void wake() {
    signs.add(Sign.WOKEN);
  }

  /**
   * Says DONE and waits for the answer.
   *
   * @return whether there was a change meanwhile
   * @throws MailException of kind TEMPORARY where none comes within {@code patience}
   */
  public boolean done(Duration patience) throws MailException {
    sayDone();
    boolean changed = until(Sign.ENDED, patience);
    answersWithin(patience);
    return changed;
  }

  private void answersWithin(Duration patience) throws MailException {
    try {
      connection.deadline(patience);
    } catch (IOException e) {
      throw gone();
    }
  }

  /** Says DONE and waits for nothing: the connection is left anyway. */
  public void leave() {
    try {
      connection.sayDone();
    } catch (IOException e) {
      // it is gone already
    }
  }

  private void sayDone() throws MailException {
    try {
      connection.sayDone();
    } catch (IOException e) {
      throw gone();
    }
  }

  /** Waits for a sign, or the end; tells whether there was a change before. */
  private boolean until(Sign wanted, Duration patience) throws MailException {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean changed = false;
    while (true) {
      Sign sign = poll(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
      changed |= sign == Sign.CHANGED;
      if (sign == null) {
        throw new MailException(
            Kind.TEMPORARY,
            "the server does not answer "
                + (wanted == Sign.BEGUN ? "IDLE" : "DONE")
                + ": the connection is dead");
      }
      if (sign == Sign.ENDED && failure != null) {
        throw gone();
      }
      if (sign == wanted || sign == Sign.ENDED) {
        return changed;
      }
    }
  }

  private @Nullable Sign poll(Duration longest) {
    try {
      return signs.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Sign.WOKEN;
    }
  }

  private MailException gone() {
    ProtocolException why = failure;
    return why == null
        ? new MailException(Kind.TEMPORARY, "the server has ended the waiting")
        : Failures.imap("waiting", why);
  }
}
