package icloudmail.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Decodes base64 (RFC 2045 section 6.8), also in pieces each of which is padded, without padding,
 * and with characters between that are none of it. What a mailing list put below it is either left
 * out or, of a text, handed on as it is.
 */
final class Base64Stream extends DecodingStream {
  private static final byte[] VALUES = new byte[256];
  private static final byte NONE = -1;
  private static final byte BLANK = -2;

  /** No word of a footer is as long. */
  private static final int LONG_LINE = 40;

  static {
    Arrays.fill(VALUES, NONE);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      VALUES[alphabet.charAt(i)] = (byte) i;
    }
    for (char blank : " \t\r\n\f\u000B\0".toCharArray()) {
      VALUES[blank] = BLANK;
    }
  }

  private final boolean keepsText;
  private boolean lineStart = true;
  private boolean text;
  private boolean ended;
  private int last = '\n';
  private int bits;
  private int count;

  /**
   * @param keepsText whether what follows the end is handed on
   */
  Base64Stream(InputStream in, boolean keepsText) {
    super(in);
    this.keepsText = keepsText;
  }

  @Override
  boolean decode() throws IOException {
    while (!isFull() && !(text && !keepsText)) {
      if (lineStart && !text && isText()) {
        rest(count);
        text = true;
        if (!keepsText) {
          breaks();
        } else if (last != '\n') {
          put('\n');
        }
        continue;
      }
      int octet = next();
      if (octet < 0) {
        rest(count);
        return false;
      }
      lineStart = octet == '\n';
      if (text) {
        put(octet);
      } else {
        letter(octet);
      }
    }
    return isFull();
  }

  private void letter(int octet) {
    int value = VALUES[octet];
    if (value >= 0) {
      bits = (bits << 6) | value;
      if (++count == 4) {
        put(bits >> 16);
        put(bits >> 8);
        put(bits);
        last = bits & 0xFF;
        bits = 0;
        count = 0;
      }
    } else if (octet == '=') {
      ended = true;
      rest(count);
    } else if (value == NONE) {
      breaks();
    }
  }

  /** What less than four letters hold. */
  private void rest(int letters) {
    if (letters == 1) {
      breaks();
    } else if (letters > 1) {
      int all = bits << ((4 - letters) * 6);
      put(all >> 16);
      last = (all >> 16) & 0xFF;
      if (letters == 3) {
        put(all >> 8);
        last = (all >> 8) & 0xFF;
      }
    }
    bits = 0;
    count = 0;
  }

  /**
   * Whether the line that begins here is words. A foreign line with base64 behind it is none: what
   * is not of the alphabet is passed over (RFC 2045 section 6.8).
   */
  private boolean isText() throws IOException {
    int letters = 0;
    int foreign = 0;
    int gaps = 0;
    boolean gap = false;
    int ahead = 0;
    for (; ahead < SIGHT; ahead++) {
      int octet = peek(ahead);
      if (octet < 0 || octet == '\n') {
        break;
      }
      if (VALUES[octet] == BLANK) {
        gap = letters > 0;
      } else {
        gaps += gap ? 1 : 0;
        gap = false;
        letters++;
        foreign += VALUES[octet] == NONE && octet != '=' ? 1 : 0;
      }
    }
    boolean behind = ended && foreign + gaps > 0;
    boolean words = foreign * 4 > letters || (foreign > 0 && gaps > 1);
    return behind || (words && !isCode(ahead + 1));
  }

  /** Whether a long line of base64 begins there. */
  private boolean isCode(int from) throws IOException {
    for (int ahead = from; ahead < from + LONG_LINE; ahead++) {
      int octet = ahead < SIGHT ? peek(ahead) : -1;
      if (octet < 0 || VALUES[octet] < 0) {
        return false;
      }
    }
    return true;
  }
}
