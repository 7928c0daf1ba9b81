package icloudmail.mail;

import icloudmail.model.ShownAddress;
import icloudmail.model.StrangersText;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.SharedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A message within a message (RFC 2046 section 5.2.1).
 *
 * @param message as it is read, or null where it can't be
 */
record AttachedMessage(NestedContent content, @Nullable MimeMessage message) {
  /**
   * That of {@code part}.
   *
   * @param room for its header
   */
  static AttachedMessage of(MimePart part, HeaderRoom room) {
    NestedContent content = new NestedContent(part);
    try {
      SharedInputStream whole = content.whole();
      MimeMessage message =
          whole == null ? null : new ReceivedMessage(whole.newStream(0, -1), room);
      return new AttachedMessage(content, message);
    } catch (IOException | MessagingException e) {
      return new AttachedMessage(content, null);
    }
  }

  /** What it is saved as. */
  String name() {
    return PartNames.message(decoded("Subject"));
  }

  /** The lines above its text: who wrote it, when, and what about. */
  String heading(int number) {
    StringBuilder heading = new StringBuilder("----- Attached message ");
    heading.append(number).append(" -----\n");
    line(heading, "From", ShownAddress.full(HeaderText.addresses(raw("From"))));
    line(heading, "Date", raw("Date"));
    line(heading, "Subject", decoded("Subject"));
    return heading.append('\n').toString();
  }

  /** Whether there is neither a header nor a body. */
  boolean isEmpty() {
    try (InputStream in = content.open()) {
      return in.read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  /** The line below its text. */
  static String ending(int number) {
    return "----- End of attached message " + number + " -----\n";
  }

  private static void line(StringBuilder heading, String name, @Nullable String value) {
    String line = value == null ? "" : StrangersText.line(value);
    if (!line.isEmpty()) {
      heading.append(name).append(": ").append(line).append('\n');
    }
  }

  private @Nullable String decoded(String name) {
    String raw = raw(name);
    return raw == null ? null : HeaderText.decode(raw).strip();
  }

  private @Nullable String raw(String name) {
    try {
      String[] values = message == null ? null : message.getHeader(name);
      return values == null ? null : values[0];
    } catch (MessagingException e) {
      return null;
    }
  }
}
