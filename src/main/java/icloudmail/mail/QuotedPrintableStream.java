package icloudmail.mail;

import java.io.IOException;
import java.io.InputStream;

/** Decodes quoted-printable (RFC 2045 section 6.7); what is no escape stays as it is. */
final class QuotedPrintableStream extends DecodingStream {
  QuotedPrintableStream(InputStream in) {
    super(in);
  }

  @Override
  boolean decode() throws IOException {
    while (!isFull()) {
      int octet = next();
      if (octet < 0) {
        return false;
      }
      if (octet == '=') {
        escape();
      } else if (isBlank(octet)) {
        blanks(octet);
      } else {
        put(octet);
      }
    }
    return true;
  }

  private void escape() throws IOException {
    int high = Character.digit(peek(0), 16);
    int low = Character.digit(peek(1), 16);
    if (high >= 0 && low >= 0) {
      put(high * 16 + low);
      skip(2);
      return;
    }
    int blanks = blanksAhead(0);
    int end = peek(blanks);
    if (end == '\r' || end == '\n' || end < 0) {
      skip(blanks + (end == '\r' && peek(blanks + 1) == '\n' ? 2 : end < 0 ? 0 : 1));
    } else {
      put('=');
      breaks();
    }
  }

  /** Blanks at a line's end were added on the way (RFC 2045 section 6.7, rule 3). */
  private void blanks(int first) throws IOException {
    int more = blanksAhead(0);
    int end = peek(more);
    if (end == '\r' || end == '\n' || end < 0) {
      skip(more);
      return;
    }
    put(first);
    for (int i = 0; i < more; i++) {
      put(next());
    }
  }

  private int blanksAhead(int from) throws IOException {
    int count = from;
    while (count < SIGHT - 2 && isBlank(peek(count))) {
      count++;
    }
    return count;
  }

  private void skip(int octets) throws IOException {
    for (int i = 0; i < octets; i++) {
      next();
    }
  }

  private static boolean isBlank(int octet) {
    return octet == ' ' || octet == '\t';
  }
}
