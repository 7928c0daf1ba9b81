package icloudmail.testkit.icloud;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sections that {@code BODY[...]} names; octets as Latin-1. */
final class Sections {
  private static final Pattern FORM =
      Pattern.compile(
          "((?:\\d+\\.)*\\d+)?\\.?(HEADER|TEXT|MIME|HEADER\\.FIELDS(\\.NOT)? \\(([^()]+)\\))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DOT = Pattern.compile("\\.");

  private Sections() {}

  static boolean isValid(String section) {
    return FORM.matcher(section).matches();
  }

  /** Nothing for a part that is not there. */
  static String of(StoredMessage message, String section) {
    Matcher form = FORM.matcher(section);
    if (!form.matches()) {
      throw new IllegalArgumentException(section);
    }
    if (form.group(1) == null) {
      return form.group(2) == null ? message.octets() : text(message, form);
    }
    try {
      Optional<MimePart> part = Optional.of(parse(message.octets()));
      for (String number : DOT.splitAsStream(form.group(1)).toList()) {
        part = part.isEmpty() ? part : child(part.get(), Integer.parseInt(number));
      }
      return part.isEmpty() ? "" : ofPart(part.get(), form);
    } catch (MessagingException | IOException e) {
      return "";
    }
  }

  static MimeMessage parse(String octets) throws MessagingException {
    byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
    return new MimeMessage((Session) null, new ByteArrayInputStream(bytes));
  }

  static String header(MimePart part) throws MessagingException {
    return String.join("\r\n", Collections.list(part.getAllHeaderLines())) + "\r\n\r\n";
  }

  static String body(MimePart part) throws MessagingException, IOException {
    try (InputStream raw =
        part instanceof MimeMessage message
            ? message.getRawInputStream()
            : ((MimeBodyPart) part).getRawInputStream()) {
      return new String(raw.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String ofPart(MimePart part, Matcher form) throws MessagingException, IOException {
    if (form.group(2) == null) {
      return body(part);
    }
    if (form.group(2).equalsIgnoreCase("MIME")) {
      return header(part);
    }
    return text(new StoredMessage(0, body(part), Collections.emptySet(), null), form);
  }

  private static String text(StoredMessage message, Matcher form) {
    if (form.group(4) != null) {
      return HeaderFields.select(message.header(), form.group(4), form.group(3) == null);
    }
    return form.group(2).equalsIgnoreCase("TEXT") ? message.body() : message.header();
  }

  private static Optional<MimePart> child(MimePart part, int number)
      throws MessagingException, IOException {
    if (part.isMimeType("message/rfc822") && part.getContent() instanceof MimeMessage inner) {
      return child(inner, number);
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      BodyPart child = number <= parts.getCount() ? parts.getBodyPart(number - 1) : null;
      return Optional.ofNullable((MimePart) child);
    }
    return number == 1 ? Optional.of(part) : Optional.empty();
  }
}
