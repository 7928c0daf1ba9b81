package icloudmail.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One encoded word of a field (RFC 2047 section 2).
 *
 * @param charset as {@link Charsets#name} has it
 * @param base64 whether it is of the B encoding; else of Q
 * @param text its encoded text
 * @param end where it ends in the field
 */
record EncodedWord(String charset, boolean base64, String text, int end) {
  /** None is longer, so that a hostile field costs little. */
  private static final int LONGEST = 16384;

  private static final int LONGEST_CHARSET = 80;
  private static final Pattern PADDING = Pattern.compile("=+");

  /** The word that begins at {@code at}, where {@code =?} stands, or null where none does. */
  static @Nullable EncodedWord at(String field, int at) {
    int charsetEnd = field.indexOf('?', at + 2);
    if (charsetEnd < 0
        || charsetEnd - at > LONGEST_CHARSET
        || charsetEnd + 3 >= field.length()
        || field.charAt(charsetEnd + 2) != '?') {
      return null;
    }
    String charset = field.substring(at + 2, charsetEnd).split("\\*", 2)[0];
    char encoding = Character.toUpperCase(field.charAt(charsetEnd + 1));
    int start = charsetEnd + 3;
    boolean known = encoding == 'B' || encoding == 'Q';
    int limit = known ? Math.min(field.length(), start + LONGEST) : start;
    String rest = field.substring(start, limit);
    int end = end(rest, encoding);
    return end < 0 || charset.chars().anyMatch(Character::isWhitespace)
        ? null
        : new EncodedWord(
            Charsets.name(charset), encoding == 'B', rest.substring(0, end), start + end + 2);
  }

  /** An unescaped question mark before an escaped octet looks like the end, and is not. */
  private static int end(String field, char encoding) {
    int end = field.indexOf("?=");
    while (encoding == 'Q' && end >= 0 && isEscape(field, end + 1)) {
      int next = field.indexOf("?=", end + 2);
      int other = field.indexOf("=?", end + 2);
      if (next < 0 || (other >= 0 && other < next)) {
        break;
      }
      end = next;
    }
    return end;
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length()
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0;
  }

  byte[] octets() {
    return base64 ? base64(text) : quoted();
  }

  /** As much as can be decoded; padding may be missing, blanks and junk may be there. */
  static byte[] base64(String text) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (String piece : PADDING.split(text, -1)) {
      String letters = piece.replaceAll("[^A-Za-z0-9+/]", "");
      int whole = letters.length() % 4 == 1 ? letters.length() - 1 : letters.length();
      octets.writeBytes(Base64.getDecoder().decode(letters.substring(0, whole)));
    }
    return octets.toByteArray();
  }

  private byte[] quoted() {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (letter == '=' && isEscape(text, at)) {
        octets.write(Integer.parseInt(text.substring(at + 1, at + 3), 16));
        at += 2;
      } else if (letter < 0x80) {
        octets.write(letter == '_' ? ' ' : letter);
      } else {
        int length = Character.isHighSurrogate(letter) && at + 1 < text.length() ? 2 : 1;
        octets.writeBytes(text.substring(at, at + length).getBytes(charset(letter)));
        at += length - 1;
      }
    }
    return octets.toByteArray();
  }

  /** A letter that is not encoded is an octet of its charset, or was one of UTF-8. */
  private Charset charset(char letter) {
    List<Charset> meant = Charsets.of(charset);
    boolean utf8 = meant.isEmpty() || meant.get(0).equals(StandardCharsets.UTF_8);
    return letter <= 0xFF && !utf8 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
  }
}
