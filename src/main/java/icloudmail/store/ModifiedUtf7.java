package icloudmail.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Mailbox names in ASCII, as Maildir++ keeps them on disk. Source: RFC 3501 section 5.1.3. */
final class ModifiedUtf7 {
  private ModifiedUtf7() {}

  static String encode(String name) {
    StringBuilder ascii = new StringBuilder(name.length());
    for (int at = 0; at < name.length(); ) {
      int end = at;
      while (end < name.length() && !isPrintable(name.charAt(end))) {
        end++;
      }
      if (end > at) {
        ascii.append(shifted(name.substring(at, end)));
        at = end;
      } else {
        char c = name.charAt(at++);
        ascii.append(c == '&' ? "&-" : c);
      }
    }
    return ascii.toString();
  }

  private static boolean isPrintable(char c) {
    return c >= 0x20 && c <= 0x7E;
  }

  private static String shifted(String text) {
    // not the charset's encoder, which replaces half a surrogate pair
    byte[] units = new byte[text.length() * 2];
    for (int i = 0; i < text.length(); i++) {
      units[2 * i] = (byte) (text.charAt(i) >> 8);
      units[2 * i + 1] = (byte) text.charAt(i);
    }
    byte[] base64 = Base64.getEncoder().withoutPadding().encode(units);
    return "&" + new String(base64, StandardCharsets.US_ASCII).replace('/', ',') + "-";
  }
}
