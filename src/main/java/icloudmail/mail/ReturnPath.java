package icloudmail.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The envelope's sender, as the server that delivered a message noted it (RFC 5321 section 4.4).
 */
final class ReturnPath {
  /** The field stands on top. */
  private static final int LOOKED_THROUGH = 2048;

  private static final Pattern FIELD = Pattern.compile("(?im)^Return-Path:[ \\t]*<([^<>\\s]+)>");

  private ReturnPath() {}

  /** The address, or null where there is none. */
  static @Nullable String of(InputStream message) {
    try (message) {
      String top = new String(message.readNBytes(LOOKED_THROUGH), StandardCharsets.ISO_8859_1);
      int end = top.indexOf("\r\n\r\n");
      Matcher field = FIELD.matcher(end < 0 ? top : top.substring(0, end));
      return field.find() ? field.group(1) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
