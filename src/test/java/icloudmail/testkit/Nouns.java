package icloudmail.testkit;

import icloudmail.model.Account;
import icloudmail.model.Address;
import icloudmail.model.AttachmentFile;
import icloudmail.model.Body;
import icloudmail.model.Content;
import icloudmail.model.Draft;
import icloudmail.model.DraftText;
import icloudmail.model.Envelope;
import icloudmail.model.Header;
import icloudmail.model.InputSource;
import icloudmail.model.LoginForms;
import icloudmail.model.Message;
import icloudmail.model.Part;
import icloudmail.model.PasswordSource;
import icloudmail.model.Preference;
import icloudmail.model.Reference;
import icloudmail.model.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /** Jo's account with these addresses for From. */
  public static Account account(Address... from) {
    PasswordSource password =
        new PasswordSource() {
          @Override
          public Secret password() {
            return new Secret(MailServers.PASSWORD);
          }

          @Override
          public String origin() {
            return "a test";
          }
        };
    return new Account("me", MailServers.LOGIN, List.of(from), password);
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

  /** A draft of plain text. */
  public static Draft draft(
      @Nullable String from,
      List<String> to,
      List<String> cc,
      List<String> bcc,
      @Nullable String subject,
      String text,
      List<AttachmentFile> attachments) {
    return new Draft(
        from,
        to,
        cc,
        bcc,
        List.of(),
        subject,
        DraftText.plain(text),
        attachments,
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        null);
  }

  /** A file to be attached. */
  public static AttachmentFile attachment(Path file, @Nullable String type, String name) {
    return new AttachmentFile(input(file), type, name);
  }

  /** A file, read as often as it is asked for. */
  public static InputSource input(Path file) {
    return new InputSource() {
      @Override
      public String name() {
        return file.toString();
      }

      @Override
      public void check() {
        // the test has made it
      }

      @Override
      public boolean rereadable() {
        return true;
      }

      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(file);
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
    return new Part(number, name, "application/pdf", null, text.length(), content(text));
  }

  /** A message with this text, one header field and these attachments. */
  public static Message message(Envelope envelope, String text, Part... attachments) {
    List<Header> headers = List.of(new Header("X-Odd", "a\u001B[2J"));
    Body body = new Body(headers, text, "<p>html</p>\u001B", List.of(attachments), List.of(), null);
    return message(envelope, content("Subject: raw\r\n\r\n" + text), body);
  }

  /** A message that is taken apart already. */
  public static Message message(Envelope envelope, Content raw, Body body) {
    return new Whole(envelope, raw, body);
  }

  private record Whole(Envelope envelope, Content raw, Body apart) implements Message {
    @Override
    public Body body(Preference preference) {
      return apart;
    }
  }
}
