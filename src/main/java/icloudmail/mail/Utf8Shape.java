package icloudmail.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How far octets are UTF-8 (RFC 3629).
 *
 * @param sequences how many characters of several octets there are
 * @param malformed how many octets belong to none
 * @param places how many runs those are in
 * @param longest the longest of these runs
 * @param length how many octets there are
 */
record Utf8Shape(int sequences, int malformed, int places, int longest, int length) {
  private static final Charset WESTERN = Charset.forName("windows-1252");

  static Utf8Shape of(byte[] octets) {
    int sequences = 0;
    int malformed = 0;
    int places = 0;
    int longest = 0;
    int run = 0;
    for (int at = 0; at < octets.length; ) {
      int length = sequence(octets, at);
      if (length == 0) {
        malformed++;
        places += run == 0 ? 1 : 0;
        run++;
        longest = Math.max(longest, run);
      } else {
        run = 0;
        sequences += length > 1 ? 1 : 0;
      }
      at += Math.max(1, length);
    }
    return new Utf8Shape(sequences, malformed, places, longest, octets.length);
  }

  boolean isUtf8() {
    return malformed == 0;
  }

  /** Whether it is ASCII but for a letter here and there, each of which is one octet. */
  boolean looksWestern() {
    return sequences == 0 && longest <= 2 && places * 4 <= length;
  }

  /** Each character of UTF-8 as such, and every other octet as windows-1252. */
  static String mixed(byte[] octets) {
    StringBuilder text = new StringBuilder(octets.length);
    for (int at = 0; at < octets.length; ) {
      int length = sequence(octets, at);
      text.append(
          length == 0
              ? new String(octets, at, 1, WESTERN)
              : new String(octets, at, length, StandardCharsets.UTF_8));
      at += Math.max(1, length);
    }
    return text.toString();
  }

  /** The length of the character that begins at {@code at}, or 0 where there is none. */
  private static int sequence(byte[] octets, int at) {
    int first = octets[at] & 0xFF;
    int length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (length < 2) {
      return length;
    }
    if (first > 0xF4 || at + length > octets.length) {
      return 0;
    }
    int code = first & (0xFF >> (length + 1));
    for (int i = 1; i < length; i++) {
      if ((octets[at + i] & 0xC0) != 0x80) {
        return 0;
      }
      code = (code << 6) | (octets[at + i] & 0x3F);
    }
    boolean tooLong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    boolean surrogate = code >= 0xD800 && code <= 0xDFFF;
    return tooLong || surrogate || code > Character.MAX_CODE_POINT ? 0 : length;
  }
}
