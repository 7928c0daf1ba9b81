package icloudmail.service;

import icloudmail.mail.SessionFactory;
import icloudmail.mail.SmtpSubmission;
import icloudmail.model.Account;
import icloudmail.model.Content;
import icloudmail.model.InputSource;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.OutboxItem;
import icloudmail.model.OutboxItem.State;
import icloudmail.model.Outgoing;
import icloudmail.model.SendPolicy;
import icloudmail.model.SendReceipt;
import icloudmail.model.SentCopy;
import icloudmail.store.Outbox;
import icloudmail.store.SpooledMessage;
import java.nio.file.Path;
import java.util.List;

/**
 * Sends a message: check, compose, spool, submit, then file the copy. The same bytes at each step.
 */
public final class SendService {
  private final SessionFactory sessions;
  private final Compositions compositions;
  private final Outbox outbox;
  private final Delivery delivery;
  private final OnlyOnce onlyOnce;

  SendService(
      SessionFactory sessions,
      Compositions compositions,
      Outbox outbox,
      Delivery delivery,
      OnlyOnce onlyOnce) {
    this.sessions = sessions;
    this.compositions = compositions;
    this.outbox = outbox;
    this.delivery = delivery;
    this.onlyOnce = onlyOnce;
  }

  /** Takes the bytes of a message, once. */
  public interface Taker {
    void take(Content message) throws MailException;
  }

  /**
   * Hands over the exact bytes that {@link #send} would send. Nothing is connected to, unless a
   * message is answered or forwarded, which is read and not marked.
   */
  public void dryRun(Account account, Outgoing outgoing, Taker taker) throws MailException {
    compositions.use(
        account,
        outgoing,
        message -> {
          taker.take(message.content());
          return message;
        });
  }

  /**
   * Keeps what cannot be sent since there is nobody to send it as.
   *
   * @return where it is
   */
  public Path keep(InputSource source) throws MailException {
    return compositions.keep(source).file();
  }

  /**
   * Sends a message to all its recipients that the server takes.
   *
   * @throws MailException where the message was neither taken nor queued as {@code policy} allows,
   *     or nobody knows; its text is kept in the outbox then, and the message says so
   */
  public SendReceipt send(Account account, Outgoing outgoing, SendPolicy policy)
      throws MailException {
    String key = policy.once();
    return key == null
        ? sendAlways(account, outgoing, policy)
        : onlyOnce.send(account, key, () -> sendAlways(account, outgoing, policy));
  }

  private SendReceipt sendAlways(Account account, Outgoing outgoing, SendPolicy policy)
      throws MailException {
    try (SpooledMessage spooled =
            compositions.use(
                account,
                outgoing,
                message ->
                    outbox.spool(
                        account, message.submission(), policy.of(account), message.content()));
        SmtpSubmission smtp = new SmtpSubmission(sessions, account)) {
      return send(account, spooled, smtp);
    }
  }

  private SendReceipt send(Account account, SpooledMessage spooled, SmtpSubmission smtp)
      throws MailException {
    try {
      return delivery.send(account, spooled, smtp, false);
    } catch (MailException e) {
      OutboxItem kept = spooled.item();
      if (kept.state() == State.QUEUED) {
        return queued(kept, e.getMessage());
      }
      throw e.also(kept(kept, e.kind(), "icloud-mail outbox"));
    }
  }

  private static String kept(OutboxItem item, Kind kind, String outbox) {
    String id = item.id();
    if (item.state() == State.UNKNOWN && !item.traceable()) {
      return "It is never sent again by itself, and no folder can tell whether it was taken, since"
          + " it brought its Message-ID along. Ask a recipient. Then '"
          + outbox
          + " --drop "
          + id
          + "' forgets it, or '--flush "
          + id
          + "' sends it again.";
    }
    if (item.state() == State.UNKNOWN) {
      return "It is never sent again by itself. '"
          + outbox
          + " --flush' looks whether it arrived; until then it is kept as "
          + id
          + ".";
    }
    boolean forGood = kind == Kind.REFUSED || kind == Kind.SERVICE_REFUSED;
    return "The message is kept: '"
        + outbox
        + (forGood ? " --show " + id + "' prints it." : " --flush " + id + "' sends it.");
  }

  private static SendReceipt queued(OutboxItem item, String reason) {
    return new SendReceipt(
        SendReceipt.Status.QUEUED,
        item.submission().messageId(),
        List.of(),
        List.of(),
        SentCopy.skipped(),
        item.id(),
        reason);
  }
}
