package icloudmail.service;

import icloudmail.mail.Composition;
import icloudmail.mail.MimeComposer;
import icloudmail.mail.SessionFactory;
import icloudmail.mail.SmtpSubmission;
import icloudmail.mail.Submission;
import icloudmail.model.Account;
import icloudmail.model.AttachmentFile;
import icloudmail.model.Content;
import icloudmail.model.Draft;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.SendReceipt;
import icloudmail.model.SentCopy;
import icloudmail.store.Outbox;
import icloudmail.store.SpooledMessage;
import java.nio.file.Files;
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
  public Content dryRun(Account account, Draft draft) throws MailException {
    return compose(account, draft).content();
  }

  /**
   * Sends {@code draft} to all its recipients that the server takes.
   *
   * @throws MailException where the message was not taken, or nobody knows; its text is kept in the
   *     outbox then, and the message says where
   */
  public SendReceipt send(Account account, Draft draft) throws MailException {
    Composition message = compose(account, draft);
    SpooledMessage spooled = outbox.spool(message.content());
    Submission submission;
    try {
      submission =
          new SmtpSubmission(sessions).submit(account, message, spooled.content(), spooled.size());
    } catch (MailException e) {
      throw e.also("The message is kept in " + spooled.file() + ".");
    }
    log.info("sent {}: {} accepted", message.messageId(), submission.accepted().size());
    SentCopy copy = new SentCopies(sessions, log).file(account, message.messageId(), spooled);
    forget(spooled);
    return new SendReceipt(message.messageId(), submission.accepted(), submission.refused(), copy);
  }

  private void forget(SpooledMessage spooled) {
    try {
      spooled.done();
    } catch (MailException e) {
      log.warn("the message is sent, but {}", e.getMessage());
    }
  }

  private Composition compose(Account account, Draft draft) throws MailException {
    for (AttachmentFile file : draft.attachments()) {
      if (!Files.isRegularFile(file.path()) || !Files.isReadable(file.path())) {
        throw new MailException(
            Kind.NO_INPUT,
            "cannot read the attachment " + file.path(),
            Files.exists(file.path()) ? "Is it a file, and yours to read?" : "There is none.");
      }
    }
    return composer.compose(account, draft);
  }
}
