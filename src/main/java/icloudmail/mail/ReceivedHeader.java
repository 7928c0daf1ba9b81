package icloudmail.mail;

import jakarta.mail.internet.InternetHeaders;
import java.io.IOException;
import java.io.InputStream;

/**
 * The header of what was received, as far as there is room for it; the rest is skipped. Each octet
 * is a character, since what is not UTF-8 would be lost. Lines end where the library ends them, and
 * fields are folded as it has them.
 */
final class ReceivedHeader extends InternetHeaders {
  /** Octets of a field: more than any person writes. */
  private static final int LONGEST = 1 << 20;

  private static final int MOST_FIELDS = 10_000;

  /** Octets of memory that a field takes besides its own. */
  private static final int FIELD = 150;

  private int left;
  private boolean whole = true;

  /**
   * Reads {@code in} up to the body, behind the empty line.
   *
   * @param in one that can be marked
   */
  ReceivedHeader(InputStream in, HeaderRoom room) throws IOException {
    // the library has put names there in the order in which it would write them
    headers.clear();
    int most = room.left();
    left = most;
    StringBuilder field = new StringBuilder();
    for (String line = first(in); !line.isEmpty(); line = line(in)) {
      if (!isFolded(line)) {
        add(field);
        field.setLength(0);
      }
      append(field, line);
    }
    add(field);
    room.take(most - left, whole);
  }

  /** Lines of blanks alone in front of a header are no field, and no end of it either. */
  private static String first(InputStream in) throws IOException {
    String line = line(in);
    while (isFolded(line) && line.isBlank()) {
      line = line(in);
    }
    return isFolded(line) ? line.strip() : line;
  }

  /** Without its end; empty at the end of the header, be it that of all octets. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
      if (octet == '\r') {
        endLine(in);
        break;
      }
      if (line.length() <= LONGEST) {
        line.append((char) octet);
      }
    }
    return line.toString();
  }

  /** CR, CR LF and CR CR LF are one end. */
  private static void endLine(InputStream in) throws IOException {
    in.mark(2);
    int next = in.read();
    if (next == '\r') {
      next = in.read();
    }
    if (next != '\n') {
      in.reset();
    }
  }

  /** A line that begins with a blank goes on with the field (RFC 5322 section 2.2.3). */
  private static boolean isFolded(String line) {
    return line.startsWith(" ") || line.startsWith("\t");
  }

  private void append(StringBuilder field, String line) {
    String more = field.isEmpty() ? line : "\r\n" + line;
    int room = Math.min(more.length(), LONGEST - field.length());
    field.append(more, 0, room);
    whole &= room == more.length();
  }

  private void add(StringBuilder field) {
    int room = Math.min(field.length(), left - FIELD);
    boolean fits = headers.size() < MOST_FIELDS && room > 0;
    if (fits) {
      addHeaderLine(field.substring(0, room));
      left -= FIELD + room;
    }
    whole &= field.isEmpty() || (fits && room == field.length());
  }
}
