package icloudmail.mail;

import icloudmail.model.Body;
import icloudmail.model.Content;
import icloudmail.model.Header;
import icloudmail.model.Part;
import icloudmail.model.Preference;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
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

  private final Preference preference;
  private final StringBuilder html = new StringBuilder();
  private final List<Part> attachments = new ArrayList<>();

  private MimeReader(Preference preference) {
    this.preference = preference;
  }

  static Body read(MimeMessage message, Preference preference) throws MessagingException {
    MimeReader reader = new MimeReader(preference);
    String text = reader.walk(message, 0);
    String html = reader.html.isEmpty() ? null : reader.html.toString();
    return new Body(headers(message), text, html, reader.attachments, List.of(), null);
  }

  private static List<Header> headers(MimeMessage message) throws MessagingException {
    List<Header> headers = new ArrayList<>();
    for (jakarta.mail.Header field : Collections.list(message.getAllHeaders())) {
      headers.add(new Header(field.getName(), HeaderText.decode(field.getValue()).strip()));
    }
    return headers;
  }

  /** The readable text of a part and of those inside it; what is none becomes an attachment. */
  private String walk(MimePart part, int depth) throws MessagingException {
    ContentType type = type(part);
    if (depth < DEEPEST && type.match("multipart/*")) {
      List<MimePart> children = children(part);
      if (!children.isEmpty()) {
        return type.match("multipart/alternative")
            ? alternative(children, depth + 1)
            : together(children, depth + 1);
      }
    }
    if (isText(part, type) && type.match("text/plain")) {
      return BodyText.of(part, type);
    }
    if (isText(part, type) && type.match("text/html")) {
      String source = BodyText.of(part, type);
      html.append(source);
      return HtmlText.render(source);
    }
    attachments.add(attachment(part, type));
    return "";
  }

  /** A name makes an attachment of plain text; HTML bodies have been seen with one. */
  private static boolean isText(MimePart part, ContentType type) {
    return !disposition(part).equals("attachment")
        && (fileName(part) == null || type.match("text/html"));
  }

  /** The first that says anything; plain text comes first (RFC 2046 section 5.1.4). */
  private String alternative(List<MimePart> children, int depth) throws MessagingException {
    String chosen = "";
    for (MimePart child : children) {
      String text = walk(child, depth);
      boolean better = preference == Preference.HTML && !text.isBlank();
      chosen = better || chosen.isBlank() ? text : chosen;
    }
    return chosen;
  }

  private String together(List<MimePart> children, int depth) throws MessagingException {
    StringBuilder all = new StringBuilder();
    for (MimePart child : children) {
      String text = walk(child, depth);
      boolean open = !all.isEmpty() && all.charAt(all.length() - 1) != '\n';
      all.append(open && !text.isEmpty() ? "\n" : "").append(text);
    }
    return all.toString();
  }

  /** The parts of a multipart; none where it cannot be read as one. */
  private static List<MimePart> children(MimePart part) {
    List<MimePart> children = new ArrayList<>();
    try {
      Multipart multipart = new MimeMultipart(part.getDataHandler().getDataSource());
      for (int i = 0; i < multipart.getCount(); i++) {
        if (multipart.getBodyPart(i) instanceof MimeBodyPart child) {
          children.add(child);
        }
      }
      return children;
    } catch (MessagingException e) {
      return List.of();
    }
  }

  /** The first word of Content-Disposition, lower case, also of a field that can't be parsed. */
  private static String disposition(MimePart part) {
    try {
      String field = part.getHeader("Content-Disposition", null);
      String word = field == null ? "" : field.strip().split("[;\\s]", 2)[0];
      return word.toLowerCase(Locale.ROOT);
    } catch (MessagingException e) {
      return "";
    }
  }

  private Part attachment(MimePart part, ContentType type) throws MessagingException {
    Content content = new PartContent(part);
    return new Part(
        attachments.size() + 1,
        fileName(part),
        type.getBaseType().toLowerCase(Locale.ROOT),
        type.getParameter("charset"),
        length(content),
        content);
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
