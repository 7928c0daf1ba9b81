package icloudmail.mail;

import icloudmail.model.Body;
import icloudmail.model.Content;
import icloudmail.model.DownloadedMessage;
import icloudmail.model.Envelope;
import icloudmail.model.MailException;
import icloudmail.model.Message;
import icloudmail.model.Preference;
import jakarta.mail.MessagingException;
import java.io.IOException;

/** A downloaded message, which goes when this is closed. */
public final class MessageFile implements Message, AutoCloseable {
  private final MessageCopy copy;
  private final Envelope envelope;

  MessageFile(MessageCopy copy, Envelope envelope) {
    this.copy = copy;
    this.envelope = envelope;
  }

  @Override
  public Envelope envelope() {
    return envelope;
  }

  @Override
  public Content raw() {
    return copy;
  }

  /** {@inheritDoc} Its parts are read from the copy at hand, so it ends with this message. */
  @Override
  public Body body(Preference preference) throws MailException {
    try {
      return MimeReader.read(copy.shared(), preference);
    } catch (IOException e) {
      throw Failures.file("cannot read message " + envelope.reference(), e);
    } catch (MessagingException e) {
      if (e.getCause() instanceof IOException unread) {
        throw Failures.file("cannot read message " + envelope.reference(), unread);
      }
      throw new MailException(
          MailException.Kind.PROTOCOL,
          "message " + envelope.reference() + " is not of RFC 5322: " + Failures.reason(e),
          "Its bytes can be had with --as raw.",
          e);
    }
  }

  /**
   * The same, as it is to be kept.
   *
   * @throws MailException of kind IO where the copy at hand cannot be read
   */
  public DownloadedMessage downloaded() throws MailException {
    try {
      return new DownloadedMessage(
          envelope.reference(),
          envelope.received(),
          envelope.flags(),
          ReturnPath.of(copy.open()),
          copy.size(),
          raw());
    } catch (IOException e) {
      throw Failures.file("cannot read message " + envelope.reference(), e);
    }
  }

  @Override
  public void close() throws MailException {
    try {
      copy.close();
    } catch (IOException e) {
      throw Failures.file("cannot remove a temporary file", e);
    }
  }
}
