package icloudmail.testkit;

import icloudmail.model.Address;
import icloudmail.model.Body;
import icloudmail.model.Content;
import icloudmail.model.Envelope;
import icloudmail.model.Header;
import icloudmail.model.LoginForms;
import icloudmail.model.Message;
import icloudmail.model.Part;
import icloudmail.model.Reference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Sample nouns for tests that need no server. */
public final class Nouns {
  private Nouns() {}

  /** A message of 23 November 2026 in INBOX. */
  public static Envelope envelope(long uid, String subject, String... flags) {
    return new Envelope(
        new Reference("INBOX", 1451405933, uid),
        "<" + uid + "@example.com>",
        OffsetDateTime.parse("2026-11-23T09:00:05+01:00"),
        Instant.parse("2026-11-23T08:00:07Z"),
        List.of(new Address("Jörg", "joerg@example.com")),
        List.of(new Address(null, "jo@icloud.com")),
        List.of(),
        List.of(),
        subject,
        List.of(flags),
        1500,
        List.of(),
        List.of("<first@example.com>"),
        null,
        null,
        null,
        null);
  }

  /** Nothing is remembered. */
  public static LoginForms noLoginForms() {
    return new LoginForms() {
      @Override
      public Optional<String> form(String login) {
        return Optional.empty();
      }

      @Override
      public void remember(String login, String form) {
        // not here
      }
    };
  }

  /** Bytes of UTF-8. */
  public static Content content(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What {@code content} writes, as UTF-8. */
  public static String text(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      content.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  public static Part part(int number, String name, String text) {
    return new Part(number, name, "application/pdf", text.length(), content(text));
  }

  /** A message with this text, one header field and these attachments. */
  public static Message message(Envelope envelope, String text, Part... attachments) {
    List<Header> headers = List.of(new Header("X-Odd", "a\u001B[2J"));
    Body body = new Body(headers, text, "<p>html</p>\u001B", List.of(attachments));
    return new Whole(envelope, content("Subject: raw\r\n\r\n" + text), body);
  }

  private record Whole(Envelope envelope, Content raw, Body body) implements Message {}
}
