package icloudmail.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that may be encoded and in pieces (RFC 2231), hold encoded words (RFC 2047), or be as
 * it is.
 */
final class ExtendedParameter {
  private static final Pattern PIECE = Pattern.compile("\\*(\\d{1,4})(\\*?)");

  private final Map<String, String> parameters;

  private ExtendedParameter(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /**
   * Its text, or null where there is none.
   *
   * @param parameters all of the field, by name, lower case and with asterisks
   */
  static @Nullable String value(Map<String, String> parameters, String name) {
    return new ExtendedParameter(parameters).value(name);
  }

  /** What is encoded goes before what is there for those who cannot read that. */
  private @Nullable String value(String name) {
    String encoded = parameters.get(name + "*");
    String whole = encoded == null ? pieces(name) : text(List.of(encoded), List.of(true));
    String plain = parameters.get(name);
    String chosen =
        whole == null || whole.isBlank()
            ? (plain == null ? "" : EncodedWords.decode(plain))
            : whole;
    return chosen.isBlank() ? null : chosen.strip();
  }

  private @Nullable String pieces(String name) {
    Map<Integer, String> values = new TreeMap<>();
    Map<Integer, Boolean> encoded = new TreeMap<>();
    parameters.forEach(
        (key, value) -> {
          Matcher piece = PIECE.matcher(key.startsWith(name) ? key.substring(name.length()) : "");
          if (piece.matches()) {
            int number = Integer.parseInt(piece.group(1));
            values.put(number, value);
            encoded.put(number, !piece.group(2).isEmpty());
          }
        });
    return values.isEmpty()
        ? null
        : text(List.copyOf(values.values()), List.copyOf(encoded.values()));
  }

  /** Octets first, since a piece may end within a character. */
  private static String text(List<String> pieces, List<Boolean> encoded) {
    if (!encoded.contains(true)) {
      return EncodedWords.decode(String.join("", pieces));
    }
    String charset = "";
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int i = 0; i < pieces.size(); i++) {
      String piece = pieces.get(i);
      String[] head = i == 0 && encoded.get(0) ? piece.split("'", 3) : new String[0];
      if (head.length == 3) {
        charset = head[0];
        piece = head[2];
      }
      octets.writeBytes(encoded.get(i) ? percent(piece) : piece.getBytes(charset(charset)));
    }
    return OctetText.read(octets.toByteArray(), charset).text();
  }

  private static Charset charset(String name) {
    List<Charset> meant = Charsets.of(Charsets.name(name));
    return meant.isEmpty() || !meant.get(0).canEncode() ? StandardCharsets.UTF_8 : meant.get(0);
  }

  /** A percent sign that escapes nothing stays. */
  private static byte[] percent(String text) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int at = 0; at < text.length(); at++) {
      boolean escape =
          text.charAt(at) == '%'
              && at + 2 < text.length()
              && Character.digit(text.charAt(at + 1), 16) >= 0
              && Character.digit(text.charAt(at + 2), 16) >= 0;
      if (escape) {
        octets.write(Integer.parseInt(text.substring(at + 1, at + 3), 16));
        at += 2;
      } else {
        octets.writeBytes(Character.toString(text.charAt(at)).getBytes(StandardCharsets.UTF_8));
      }
    }
    return octets.toByteArray();
  }
}
