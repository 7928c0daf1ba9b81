package icloudmail.render;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Writes JSON so that it is safe on a terminal too: what a terminal could take for an order stands
 * as an escape sequence of JSON (RFC 8259 section 7). Such characters occur only inside strings,
 * where that means the same.
 */
final class HarmlessJsonWriter extends FilterWriter {
  HarmlessJsonWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(int c) throws IOException {
    char each = (char) c;
    if (each > '~' && DisplayText.dangerous(each)) {
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
