package icloudmail.service;

import icloudmail.mail.Acceptance;
import icloudmail.mail.Composition;
import icloudmail.mail.MimeComposer;
import icloudmail.mail.SessionFactory;
import icloudmail.mail.SmtpSubmission;
import icloudmail.model.Account;
import icloudmail.model.AttachmentFile;
import icloudmail.model.Content;
import icloudmail.model.Draft;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Outgoing;
import icloudmail.model.PreparedMessage;
import icloudmail.model.SendPolicy;
import icloudmail.model.SendReceipt;
import icloudmail.model.SentCopy;
import icloudmail.store.Outbox;
import icloudmail.store.SpooledMessage;
import org.slf4j.Logger;

/**
 * Sends a draft: check, compose, spool, submit, then file the copy. The same bytes at each step.
 */
public final class SendService {
  private final SessionFactory sessions;
  private final MimeComposer composer;
  private final Outbox outbox;
  private final Logger log;

  SendService(SessionFactory sessions, MimeComposer composer, Outbox outbox, Logger log) {
    this.sessions = sessions;
    this.composer = composer;
    this.outbox = outbox;
    this.log = log;
  }

  /** The exact bytes that {@link #send} would hand over; nothing is connected to. */
  public Content dryRun(Account account, Outgoing outgoing) throws MailException {
    return compose(account, outgoing).content();
  }

  /**
   * Sends {@code draft} to all its recipients that the server takes.
   *
   * @throws MailException where the message was not taken, or nobody knows; its text is kept in the
   *     outbox then, and the message says where
   */
  public SendReceipt send(Account account, Outgoing outgoing, SendPolicy policy)
      throws MailException {
    Composition message = compose(account, outgoing);
    SpooledMessage spooled = outbox.spool(message.content());
    Acceptance acceptance;
    try {
      acceptance =
          new SmtpSubmission(sessions)
              .submit(account, message.submission(), spooled.content(), spooled.size());
    } catch (MailException e) {
      throw e.also("The message is kept in " + spooled.file() + ".");
    }
    log.info(
        "sent {}: {} accepted", message.submission().messageId(), acceptance.accepted().size());
    SentCopy copy =
        new SentCopies(sessions, log).file(account, message.submission().messageId(), spooled);
    forget(spooled);
    return new SendReceipt(
        SendReceipt.Status.SENT,
        message.submission().messageId(),
        acceptance.accepted(),
        acceptance.refused(),
        copy,
        null,
        null);
  }

  private void forget(SpooledMessage spooled) {
    try {
      spooled.done();
    } catch (MailException e) {
      log.warn("the message is sent, but {}", e.getMessage());
    }
  }

  private Composition compose(Account account, Outgoing outgoing) throws MailException {
    if (outgoing instanceof PreparedMessage) {
      throw new MailException(Kind.INTERNAL, "prepared messages cannot be sent yet");
    }
    Draft draft = (Draft) outgoing;
    for (AttachmentFile file : draft.attachments()) {
      file.source().check();
    }
    return composer.compose(account, draft);
  }
}
