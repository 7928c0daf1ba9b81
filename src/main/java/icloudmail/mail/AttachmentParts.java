package icloudmail.mail;

import icloudmail.model.AttachmentFile;
import icloudmail.model.InputSource;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.OversizedInput;
import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** Files as parts of a message; each is read while the message is written, and never held. */
final class AttachmentParts {
  private static final String MESSAGE = "message/rfc822";

  /** A line of what may not be encoded (RFC 5322 section 2.1.1). */
  private static final int LONGEST_LINE = 998;

  /** Hardly a file system has longer ones. */
  private static final int LONGEST_NAME = 255;

  private AttachmentParts() {}

  /** A file to be saved by its reader. */
  static MimeBodyPart attachment(AttachmentFile file) throws MessagingException, MailException {
    MimeBodyPart part = part(file);
    name(part, "attachment", file.name());
    return part;
  }

  /**
   * A file that the HTML shows.
   *
   * @param contentId with its angle brackets (RFC 2392)
   */
  static MimeBodyPart inline(AttachmentFile file, String contentId)
      throws MessagingException, MailException {
    MimeBodyPart part = part(file);
    name(part, "inline", file.name());
    part.setContentID(contentId);
    return part;
  }

  private static MimeBodyPart part(AttachmentFile file) throws MessagingException, MailException {
    MimeBodyPart part = new MimeBodyPart();
    String type = file.type() == null ? MediaTypes.of(file.name()) : file.type();
    String encoding = "base64";
    if (type.equalsIgnoreCase(MESSAGE) && file.type() != null) {
      // base64 is not for messages (RFC 2046 section 5.2.1), so one that cannot go without is a
      // file
      encoding = unencoded(file.source());
      type = encoding.equals("base64") ? MediaTypes.UNKNOWN : type;
    } else if (type.matches("(?i)(message|multipart)/.*")) {
      type = MediaTypes.UNKNOWN;
    }
    if (type.startsWith("text/") && file.type() == null && isUtf8(file.source())) {
      // else it would be read as ASCII (RFC 2046 section 4.1.2)
      type += "; charset=UTF-8";
    }
    part.setDataHandler(new DataHandler(new TypedSource(file.source(), type)));
    part.setHeader("Content-Type", type);
    part.setHeader("Content-Transfer-Encoding", encoding);
    return part;
  }

  /** In both fields, since there are readers of either. */
  private static void name(MimeBodyPart part, String disposition, String name)
      throws MessagingException, MailException {
    HeaderFields.checked("a file name", name);
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      throw new MailException(
          Kind.REFUSED,
          "a file name is longer than " + LONGEST_NAME + " octets: " + name,
          "Give it a shorter one: 'FILE;name=NAME'.");
    }
    String type = part.getHeader("Content-Type", null);
    part.setHeader("Content-Type", Parameter.add("Content-Type", type, "name", name));
    part.setHeader(
        "Content-Disposition", Parameter.add("Content-Disposition", disposition, "filename", name));
  }

  private static boolean isUtf8(InputSource source) throws MailException {
    if (!source.rereadable()) {
      return false;
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    try (Reader in = new InputStreamReader(source.open(), decoder)) {
      in.transferTo(Writer.nullWriter());
      return true;
    } catch (CharacterCodingException | OversizedInput e) {
      // what is too large is refused when it is written
      return false;
    } catch (IOException e) {
      throw Failures.file("cannot read " + source.name(), e);
    }
  }

  /** 7bit or 8bit where the source allows it, and can be read twice; else base64. */
  private static String unencoded(InputSource source) throws MailException {
    if (!source.rereadable()) {
      return "base64";
    }
    boolean ascii = true;
    int line = 0;
    int before = 0;
    try (InputStream in = new BufferedInputStream(source.open())) {
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        ascii &= octet < 128;
        line = octet == '\n' ? 0 : line + 1;
        // to make a line end of a lone one would change the message
        boolean lone = octet == '\n' ? before != '\r' : before == '\r';
        if (octet == 0 || line > LONGEST_LINE + 1 || lone) {
          return "base64";
        }
        before = octet;
      }
      return before == '\r' ? "base64" : ascii ? "7bit" : "8bit";
    } catch (OversizedInput e) {
      return "base64";
    } catch (IOException e) {
      throw Failures.file("cannot read " + source.name(), e);
    }
  }
}
