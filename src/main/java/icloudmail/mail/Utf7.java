package icloudmail.mail;

import java.nio.charset.StandardCharsets;

/** UTF-7 (RFC 2152), which the JDK does not read. */
final class Utf7 {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private Utf7() {}

  /** The text; what is no UTF-7 stays as it is. */
  static String decode(byte[] octets) {
    String letters = new String(octets, StandardCharsets.ISO_8859_1);
    StringBuilder text = new StringBuilder(letters.length());
    int at = 0;
    while (at < letters.length()) {
      char letter = letters.charAt(at++);
      if (letter != '+') {
        text.append(letter);
      } else if (at < letters.length() && letters.charAt(at) == '-') {
        text.append('+');
        at++;
      } else {
        at = shifted(letters, at, text);
      }
    }
    return text.toString();
  }

  /** Reads one run of base64, and returns where it ends. */
  private static int shifted(String letters, int start, StringBuilder text) {
    int at = start;
    int bits = 0;
    int held = 0;
    for (; at < letters.length() && ALPHABET.indexOf(letters.charAt(at)) >= 0; at++) {
      held = (held << 6) | ALPHABET.indexOf(letters.charAt(at));
      bits += 6;
      if (bits >= 16) {
        bits -= 16;
        text.append((char) (held >> bits));
        held &= (1 << bits) - 1;
      }
    }
    if (at == start) {
      text.append('+');
    }
    return at < letters.length() && letters.charAt(at) == '-' && at > start ? at + 1 : at;
  }
}
