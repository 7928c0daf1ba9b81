package icloudmail.mail;

import icloudmail.model.Content;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The decoded bytes of a part; where nobody knows its transfer encoding, its bytes as they are. */
record PartContent(MimePart part) implements Content {
  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (InputStream in = open()) {
      in.transferTo(out);
    }
  }

  @Override
  public InputStream open() throws IOException {
    return open(part);
  }

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
