package icloudmail.render;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Writes JSON so that it is safe on a terminal too: what a terminal could take for an order stands
 * as an escape sequence of JSON (RFC 8259 section 7). Such characters occur only inside strings,
 * where that means the same. Half a surrogate pair, which no reader of JSON takes for a character
 * (section 8.2), becomes U+FFFD.
 */
final class HarmlessJsonWriter extends FilterWriter {
  private static final char BROKEN = '\uFFFD';

  /** The first half of a pair, until the second comes; 0 where none is awaited. */
  private char first;

  HarmlessJsonWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(int c) throws IOException {
    char each = (char) c;
    if (first != 0) {
      boolean pair = Character.isLowSurrogate(each);
      out.write(pair ? first : BROKEN);
      first = 0;
      if (pair) {
        out.write(each);
        return;
      }
    }
    if (Character.isHighSurrogate(each)) {
      first = each;
    } else if (Character.isLowSurrogate(each)) {
      out.write(BROKEN);
    } else if (each > '~' && DisplayText.dangerous(each)) {
      out.write(String.format("\\u%04X", c));
    } else {
      out.write(c);
    }
  }

  @Override
  public void write(char[] buffer, int start, int length) throws IOException {
    for (int i = start; i < start + length; i++) {
      write(buffer[i]);
    }
  }

  @Override
  public void write(String text, int start, int length) throws IOException {
    write(text.toCharArray(), start, length);
  }
}
