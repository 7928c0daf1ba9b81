package icloudmail.mail;

import icloudmail.model.Body;
import icloudmail.model.Content;
import icloudmail.model.Header;
import icloudmail.model.Part;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes a message apart (RFC 2045, 2046): its readable text, its HTML, its attachments. */
final class MimeReader {
  private static final int DEEPEST = 50;
  private static final Pattern TYPE = Pattern.compile("^\\s*([\\w.+-]+)/([\\w.+-]+)");

  private final StringBuilder plain = new StringBuilder();
  private final StringBuilder html = new StringBuilder();
  private final List<Part> attachments = new ArrayList<>();

  private MimeReader() {}

  static Body read(MimeMessage message) throws MessagingException {
    MimeReader reader = new MimeReader();
    reader.walk(message, 0);
    String html = reader.html.isEmpty() ? null : reader.html.toString();
    String text = reader.plain.toString();
    if (text.isBlank() && html != null) {
      text = HtmlText.render(html);
    }
    return new Body(headers(message), text, html, reader.attachments);
  }

  private static List<Header> headers(MimeMessage message) throws MessagingException {
    List<Header> headers = new ArrayList<>();
    for (jakarta.mail.Header field : Collections.list(message.getAllHeaders())) {
      headers.add(new Header(field.getName(), HeaderText.decode(field.getValue()).strip()));
    }
    return headers;
  }

  private void walk(MimePart part, int depth) throws MessagingException {
    ContentType type = type(part);
    if (depth < DEEPEST && type.match("multipart/*") && walkMultipart(part, type, depth)) {
      return;
    }
    boolean attached =
        "attachment".equalsIgnoreCase(part.getDisposition()) || fileName(part) != null;
    if (!attached && type.match("text/plain")) {
      append(plain, BodyText.of(part, type));
    } else if (!attached && type.match("text/html")) {
      append(html, BodyText.of(part, type));
    } else {
      attachments.add(attachment(part, type));
    }
  }

  /** Whether {@code part} could be read as a multipart; else it is shown as an attachment. */
  private boolean walkMultipart(MimePart part, ContentType type, int depth)
      throws MessagingException {
    List<BodyPart> children = new ArrayList<>();
    try {
      Multipart multipart = new MimeMultipart(part.getDataHandler().getDataSource());
      for (int i = 0; i < multipart.getCount(); i++) {
        children.add(multipart.getBodyPart(i));
      }
    } catch (MessagingException e) {
      return false;
    }
    for (BodyPart child : children) {
      if (child instanceof MimeBodyPart mime) {
        walk(mime, depth + 1);
      }
    }
    return !children.isEmpty() || type.match("multipart/*");
  }

  private static void append(StringBuilder text, String more) {
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
    text.append(more);
  }

  private Part attachment(MimePart part, ContentType type) throws MessagingException {
    Content content = content(part);
    return new Part(
        attachments.size() + 1,
        fileName(part),
        type.getBaseType().toLowerCase(Locale.ROOT),
        length(content),
        content);
  }

  private static Content content(MimePart part) {
    return out -> {
      try (InputStream in = part.getInputStream()) {
        in.transferTo(out);
      } catch (MessagingException e) {
        throw new IOException("the part cannot be decoded: " + Failures.reason(e), e);
      }
    };
  }

  /** The decoded length, or -1 where the part can't be decoded to its end. */
  private static long length(Content content) {
    try (Counter counter = new Counter()) {
      content.writeTo(counter);
      return counter.count;
    } catch (IOException e) {
      return -1;
    }
  }

  private static @Nullable String fileName(MimePart part) {
    try {
      String name = part.getFileName();
      return name == null || name.isBlank() ? null : HeaderText.decode(name);
    } catch (MessagingException e) {
      return null;
    }
  }

  /** A field that can't be parsed counts as far as it goes, else as text (RFC 2045 section 5.2). */
  private static ContentType type(MimePart part) throws MessagingException {
    String field = part.getContentType();
    try {
      return new ContentType(field);
    } catch (ParseException e) {
      Matcher start = TYPE.matcher(field);
      return start.find()
          ? new ContentType(start.group(1), start.group(2), null)
          : new ContentType("text", "plain", null);
    }
  }

  private static final class Counter extends OutputStream {
    private long count;

    @Override
    public void write(int octet) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int start, int length) {
      count += length;
    }
  }
}
