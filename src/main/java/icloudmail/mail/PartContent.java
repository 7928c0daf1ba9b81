package icloudmail.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.InputStream;

/** The decoded bytes of a part; where nobody knows its transfer encoding, its bytes as they are. */
final class PartContent {
  private PartContent() {}

  static InputStream open(MimePart part) throws IOException {
    try {
      return part.getInputStream();
    } catch (IOException | MessagingException e) {
      return raw(part);
    }
  }

  private static InputStream raw(MimePart part) throws IOException {
    try {
      if (part instanceof MimeBodyPart body) {
        return body.getRawInputStream();
      }
      if (part instanceof MimeMessage message) {
        return message.getRawInputStream();
      }
      throw new IOException("the part cannot be decoded");
    } catch (MessagingException e) {
      throw new IOException("the part cannot be decoded: " + Failures.reason(e), e);
    }
  }
}
