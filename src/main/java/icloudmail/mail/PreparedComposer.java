package icloudmail.mail;

import icloudmail.mail.PreparedHeader.Field;
import icloudmail.model.Account;
import icloudmail.model.InputSource;
import icloudmail.model.LocalMail;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.OversizedInput;
import icloudmail.model.PreparedMessage;
import icloudmail.model.Submission;
import icloudmail.model.UnreadableInput;
import jakarta.mail.internet.InternetAddress;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a message ready that the user has written whole: adds what its header lacks, takes Bcc out
 * of it, and streams the body as it is, its line ends as CRLF (RFC 5321 section 2.3.8).
 */
public final class PreparedComposer {
  private static final int BUFFER = 1 << 16;

  private final Clock clock;

  public PreparedComposer(Clock clock) {
    this.clock = clock;
  }

  /**
   * Reads the header of {@code message}; its body is read when the composition is written.
   *
   * @throws MailException of kind NO_INPUT where it cannot be read, REFUSED for a bad address, no
   *     octet at all or too many recipients, USAGE where it is to go to nobody
   */
  public Composition compose(Account account, PreparedMessage message) throws MailException {
    BufferedInputStream in = open(message.source());
    boolean whole = false;
    try {
      PreparedHeader header =
          PreparedHeader.read(in, message.local() != null && !message.readRecipients());
      if (header.empty()) {
        throw new MailException(
            Kind.REFUSED, "there is no message: " + message.source().name() + " is empty");
      }
      Submission submission = complete(account, message, header);
      whole = true;
      return new Composition(submission, out -> write(header, in, message.source(), out));
    } catch (IOException e) {
      throw unreadable(message.source(), e);
    } finally {
      if (!whole) {
        close(in);
      }
    }
  }

  private static BufferedInputStream open(InputSource source) throws MailException {
    source.check();
    try {
      return new BufferedInputStream(source.open(), BUFFER);
    } catch (IOException e) {
      throw unreadable(source, e);
    }
  }

  private static MailException unreadable(InputSource source, IOException e) {
    UnreadableInput input = new UnreadableInput(source.name(), e);
    return new MailException(Kind.NO_INPUT, String.valueOf(input.getMessage()), null, e);
  }

  /** Alters the header to what goes out. */
  private Submission complete(Account account, PreparedMessage message, PreparedHeader header)
      throws MailException {
    LocalMail local = message.local();
    LocalRewriting rewriting = local == null ? null : new LocalRewriting(account, local);
    if (rewriting != null) {
      rewriting.apply(header);
    }
    PreparedEnvelope envelope = new PreparedEnvelope(account, message, header, rewriting);
    List<String> recipients = envelope.recipients();
    InternetAddress from = envelope.sender();
    header.remove("Bcc", "Resent-Bcc");
    if (!header.has("From")) {
      InternetAddress author =
          rewriting == null ? from : rewriting.sender(from.getAddress(), from.getPersonal());
      put(header, "From", author.toString());
    }
    if (!header.has("Date")) {
      put(header, "Date", MimeComposer.DATE.format(ZonedDateTime.now(clock)));
    }
    if (!header.has("MIME-Version")) {
      put(header, "MIME-Version", "1.0");
    }
    String own = messageId(header);
    String messageId = own == null ? MimeComposer.messageId(from) : own;
    if (own == null) {
      put(header, "Message-ID", messageId);
    }
    return new Submission(
        messageId, own == null, from.getAddress(), recipients, subject(header), null);
  }

  /** The message's own, which the copy is found by; one that is none is a reason for refusal. */
  private static @Nullable String messageId(PreparedHeader header) {
    for (Field field : header.fields("Message-ID")) {
      List<String> ids = HeaderText.messageIds(field.value());
      if (!ids.isEmpty()) {
        return ids.get(0);
      }
    }
    return null;
  }

  private static @Nullable String subject(PreparedHeader header) {
    return header.fields("Subject").stream()
        .findFirst()
        .map(field -> HeaderText.decode(field.value()))
        .orElse(null);
  }

  private static void put(PreparedHeader header, String name, String value) {
    header.remove(name);
    header.add(name, value);
  }

  private static void write(
      PreparedHeader header, InputStream in, InputSource source, OutputStream out)
      throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER);
    header.writeTo(buffered);
    WholeLines lines = new WholeLines(buffered);
    byte[] buffer = new byte[BUFFER];
    for (int read = read(in, buffer, source); read >= 0; read = read(in, buffer, source)) {
      lines.write(buffer, 0, read);
    }
    lines.end();
    buffered.flush();
    close(in);
  }

  private static int read(InputStream in, byte[] buffer, InputSource source) throws IOException {
    try {
      return in.read(buffer);
    } catch (OversizedInput e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableInput(source.name(), e);
    }
  }

  private static void close(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      // all that was wanted of it is read
    }
  }
}
