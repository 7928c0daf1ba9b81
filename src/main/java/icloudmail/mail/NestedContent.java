package icloudmail.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.SharedInputStream;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The octets of a message within a part. They stand there as they are; some senders encode them all
 * the same (RFC 2046 section 5.2.1), which is undone.
 */
record NestedContent(MimePart part) implements StreamedContent {
  private static final Set<String> ENCODINGS = Set.of("base64", "quoted-printable");

  /** What is decoded is held, so that it has to fit the heap. */
  private static final int MOST = 4_000_000;

  private static final int START = 1 << 16;
  private static final Pattern FIELD = Pattern.compile("^(\r?\n)*[!-9;-~]+[ \t]*:");

  /** Quoted-printable leaves a header readable; a message of its own has it in its body. */
  private static final Pattern ESCAPES = Pattern.compile("=(?:[0-9A-F]{2}|\r?\n)");

  private static final Pattern ESCAPED_INSIDE =
      Pattern.compile("(?i)quoted-printable|=\\?[\\w-]+\\?q\\?");

  @Override
  public InputStream open() throws IOException {
    String encoding = isEncoded() ? encoding(part) : null;
    InputStream raw = raw(part).newStream(0, -1);
    return encoding == null ? raw : decoding(raw, encoding);
  }

  /** The octets, to be read as often as is needed, or null where they are too many to be held. */
  @Nullable SharedInputStream whole() throws IOException {
    return isEncoded() ? decoded(part) : raw(part);
  }

  /** Whether a sender has encoded what may not be, and not only said so. */
  private boolean isEncoded() throws IOException {
    String encoding = encoding(part);
    if (encoding == null) {
      return false;
    }
    String text = start(raw(part).newStream(0, -1));
    boolean escaped = ESCAPES.matcher(text).find() && !ESCAPED_INSIDE.matcher(text).find();
    if (FIELD.matcher(text).find() && !(escaped && encoding.equals("quoted-printable"))) {
      return false;
    }
    try {
      return !start(decoding(raw(part).newStream(0, -1), encoding)).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private static String start(InputStream octets) throws IOException {
    try (octets) {
      return new String(octets.readNBytes(START), StandardCharsets.ISO_8859_1);
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

  /** The decoded octets, or null where the part is not encoded, can't be decoded or is too long. */
  static @Nullable SharedInputStream decoded(MimePart part) {
    String encoding = encoding(part);
    if (encoding == null) {
      return null;
    }
    try (InputStream in = decoding(raw(part).newStream(0, -1), encoding)) {
      byte[] octets = in.readNBytes(MOST + 1);
      return octets.length > MOST ? null : new SharedByteArrayInputStream(octets);
    } catch (IOException e) {
      return null;
    }
  }

  private static InputStream decoding(InputStream raw, String encoding) throws IOException {
    try {
      return MimeUtility.decode(raw, encoding);
    } catch (MessagingException e) {
      throw new IOException("the part cannot be decoded: " + Failures.reason(e), e);
    }
  }

  /** The encoding, lower case, or null where there is none to be undone. */
  private static @Nullable String encoding(MimePart part) {
    try {
      String field = part.getEncoding();
      String encoding = field == null ? "" : field.strip().toLowerCase(Locale.ROOT);
      return ENCODINGS.contains(encoding) ? encoding : null;
    } catch (MessagingException e) {
      return null;
    }
  }
}
