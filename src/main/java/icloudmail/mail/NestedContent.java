package icloudmail.mail;

import icloudmail.model.Content;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.SharedInputStream;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The octets of a message within a part. They stand there as they are; some senders encode them all
 * the same (RFC 2046 section 5.2.1), which is undone.
 */
record NestedContent(MimePart part) implements Content {
  private static final Set<String> ENCODINGS = Set.of("base64", "quoted-printable");

  /** What is decoded is held, so that it has to fit the heap. */
  private static final int MOST = 10_000_000;

  private static final int START = 1 << 16;
  private static final Pattern FIELD = Pattern.compile("^(\r?\n)*[!-9;-~]+[ \t]*:");

  /** Quoted-printable leaves a header readable; a message of its own has it in its body. */
  private static final Pattern ESCAPES = Pattern.compile("=(?:[0-9A-F]{2}|\r?\n)");

  private static final Pattern ESCAPED_INSIDE =
      Pattern.compile("(?i)quoted-printable|=\\?[\\w-]+\\?q\\?");

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (InputStream in = open()) {
      in.transferTo(out);
    }
  }

  @Override
  public InputStream open() throws IOException {
    return whole().newStream(0, -1);
  }

  /** The octets, to be read as often as is needed. */
  SharedInputStream whole() throws IOException {
    SharedInputStream raw = raw(part);
    try (InputStream start = raw.newStream(0, -1)) {
      String text = new String(start.readNBytes(START), StandardCharsets.ISO_8859_1);
      boolean escaped = ESCAPES.matcher(text).find() && !ESCAPED_INSIDE.matcher(text).find();
      if (FIELD.matcher(text).find() && !(escaped && isQuotedPrintable())) {
        return raw;
      }
    }
    SharedInputStream decoded = decoded(part);
    return decoded == null ? raw : decoded;
  }

  private boolean isQuotedPrintable() {
    try {
      return "quoted-printable".equalsIgnoreCase(part.getEncoding());
    } catch (MessagingException e) {
      return false;
    }
  }

  /** The octets of a part before any decoding. */
  static SharedInputStream raw(MimePart part) throws IOException {
    try {
      InputStream raw =
          part instanceof MimeMessage message
              ? message.getRawInputStream()
              : ((MimeBodyPart) part).getRawInputStream();
      return raw instanceof SharedInputStream shared
          ? shared
          : new SharedByteArrayInputStream(raw.readAllBytes());
    } catch (MessagingException e) {
      throw new IOException("the part cannot be read: " + Failures.reason(e), e);
    }
  }

  /** The decoded octets, or null where the part is not encoded or can't be decoded. */
  static @Nullable SharedInputStream decoded(MimePart part) {
    try {
      String field = part.getEncoding();
      String encoding = field == null ? "" : field.strip().toLowerCase(Locale.ROOT);
      if (!ENCODINGS.contains(encoding)) {
        return null;
      }
      try (InputStream raw = raw(part).newStream(0, -1);
          InputStream in = MimeUtility.decode(raw, encoding)) {
        byte[] octets = in.readNBytes(MOST + 1);
        return octets.length > MOST ? null : new SharedByteArrayInputStream(octets);
      }
    } catch (IOException | MessagingException e) {
      return null;
    }
  }
}
