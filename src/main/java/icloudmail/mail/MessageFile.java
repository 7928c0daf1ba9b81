package icloudmail.mail;

import icloudmail.model.Body;
import icloudmail.model.Content;
import icloudmail.model.DownloadedMessage;
import icloudmail.model.Envelope;
import icloudmail.model.MailException;
import icloudmail.model.Message;
import icloudmail.model.Preference;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedFileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A downloaded message in a private temporary file, which goes when this is closed. */
public final class MessageFile implements Message, AutoCloseable {
  private final Path file;
  private final Envelope envelope;
  private @Nullable SharedFileInputStream open;

  MessageFile(Path file, Envelope envelope) {
    this.file = file;
    this.envelope = envelope;
  }

  @Override
  public Envelope envelope() {
    return envelope;
  }

  @Override
  public Content raw() {
    return new FileContent(file);
  }

  /** {@inheritDoc} Its parts are read from the file, so it ends with this message. */
  @Override
  public Body body(Preference preference) throws MailException {
    try {
      if (open == null) {
        open = new SharedFileInputStream(file.toFile());
      }
      return MimeReader.read(
          new MimeMessage(SessionFactory.reading(), open.newStream(0, -1)), preference);
    } catch (IOException e) {
      throw Failures.file("cannot read " + file, e);
    } catch (MessagingException e) {
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
          ReturnPath.of(raw().open()),
          Files.size(file),
          raw());
    } catch (IOException e) {
      throw Failures.file("cannot read " + file, e);
    }
  }

  @Override
  public void close() throws MailException {
    try {
      if (open != null) {
        open.close();
      }
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Failures.file("cannot remove " + file, e);
    }
  }

  private record FileContent(Path file) implements Content {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      Files.copy(file, out);
    }

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }
  }
}
