package icloudmail.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/** The characters of a text part, whatever charset it names or fails to name. */
final class BodyText {
  private static final String BROKEN = "\n[the rest of this text cannot be decoded]\n";

  /** More than anybody reads; the whole part can be had with --as raw, in bounded memory. */
  private static final int MOST_OCTETS = 5_000_000;

  /** Small, since what a broken encoding holds before the break is kept by the block. */
  private static final int BLOCK = 64;

  private static final String CUT = "\n[this text is longer; --as raw has all of it]\n";

  private BodyText() {}

  /** Decoded, with {@code \n} at line ends. What can't be decoded is marked, never thrown. */
  static String of(MimePart part, ContentType type) throws MessagingException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    String end = "";
    try (InputStream in = PartContent.open(part)) {
      byte[] block = new byte[BLOCK];
      for (int n = in.read(block); n >= 0 && end.isEmpty(); n = in.read(block)) {
        read.write(block, 0, Math.min(n, MOST_OCTETS - read.size()));
        end = read.size() < MOST_OCTETS ? "" : CUT;
      }
    } catch (IOException e) {
      end = BROKEN;
    }
    byte[] bytes = read.toByteArray();
    String text = decode(bytes, charset(type.getParameter("charset")));
    return text.replace("\r\n", "\n").replace('\r', '\n') + end;
  }

  private static String decode(byte[] bytes, @Nullable Charset named) {
    if (named != null && !named.equals(StandardCharsets.US_ASCII)) {
      return new String(bytes, named);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, Charset.forName("windows-1252"));
    }
  }

  /** The JDK's names first: Jakarta Mail's table takes us-ascii for Latin-1. */
  private static @Nullable Charset charset(@Nullable String name) {
    if (name == null) {
      return null;
    }
    Charset known = known(name);
    return known != null ? known : known(MimeUtility.javaCharset(name));
  }

  private static @Nullable Charset known(@Nullable String name) {
    try {
      return name == null ? null : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }
}
