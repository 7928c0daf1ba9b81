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

  private enum Line {
    CODE,
    /** Words with base64 behind them. */
    FOREIGN,
    /** Words that are the end of the base64. */
    TEXT
  }

  private final boolean keepsText;
  private boolean lineStart = true;
  private boolean text;
  private boolean ended;
  private int last = '\n';
  private int bits;
  private int count;

  /** Letters of the line that is read; negative where something foreign is among them. */
  private int letters;

  /** Letters of the last line that was read whole and was base64 alone. */
  private int width;

  /** Whether the line before that one had as many, as all but the last one have. */
  private boolean regular;

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
      Line line = lineStart && !text ? line() : Line.CODE;
      if (line == Line.FOREIGN) {
        skip();
        continue;
      }
      if (line == Line.TEXT) {
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
      if (lineStart) {
        ends();
      }
      if (text) {
        put(octet);
      } else {
        letter(octet);
      }
    }
    return isFull();
  }

  /** A line ends. */
  private void ends() {
    if (letters > 0) {
      regular = letters == width;
      width = letters;
    }
    letters = 0;
  }

  private void letter(int octet) {
    int value = VALUES[octet];
    if (value >= 0) {
      letters++;
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
      letters = Integer.MIN_VALUE;
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

  private void skip() throws IOException {
    breaks();
    int octet = next();
    while (octet >= 0 && octet != '\n') {
      octet = next();
    }
  }

  /**
   * What the line is that begins here. What is not of the alphabet is passed over (RFC 2045 section
   * 6.8), and so are several words, whose letters would be taken for base64.
   */
  private Line line() throws IOException {
    int found = 0;
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
        gap = found > 0;
      } else {
        gaps += gap ? 1 : 0;
        gap = false;
        found++;
        foreign += VALUES[octet] == NONE && octet != '=' ? 1 : 0;
      }
    }
    boolean words = foreign > 0 && gaps > 1;
    if (ended && foreign + gaps > 0) {
      return Line.TEXT;
    }
    if (!words && foreign * 4 <= found) {
      return Line.CODE;
    }
    return !isCode(ahead + 1) ? Line.TEXT : words ? Line.FOREIGN : Line.CODE;
  }

  /** Whether a line of base64 begins there: a long one, or one as long as those before. */
  private boolean isCode(int from) throws IOException {
    int found = 0;
    int octet = from < SIGHT ? peek(from) : -1;
    while (octet >= 0 && VALUES[octet] >= 0 && found < LONG_LINE) {
      found++;
      octet = from + found < SIGHT ? peek(from + found) : -1;
    }
    boolean lineEnd = octet < 0 || octet == '\r' || octet == '\n';
    return found == LONG_LINE || (regular && found == width && lineEnd);
  }
}
