package icloudmail.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the parts of a multipart body stand, by its boundary lines (RFC 2046 section 5.1.1). */
final class Boundaries {
  private static final int BLOCK = 1 << 16;
  private static final int LONGEST_END = 80;
  private static final Pattern END = Pattern.compile("(--)?[ \t\r]*");

  /** A line that looks like a boundary, since a field of MIME follows it. */
  private static final Pattern GUESS =
      Pattern.compile("(?m)^--(\\S[^\r\n]{0,200}?)[ \t]*\r?\n(?i:Content-[a-z-]+[ \t]*:)");

  private final byte[] delimiter;
  private final int most;
  private final List<Range> parts = new ArrayList<>();
  private final StringBuilder end = new StringBuilder();
  private long first = -1;
  private long begun = -1;
  private boolean closed;

  private Boundaries(String boundary, int most) {
    this.delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    this.most = most;
  }

  /** Octets of the body, from {@code start} to before {@code end}. */
  record Range(long start, long end) {}

  /**
   * A body taken apart.
   *
   * @param first where the first boundary line begins
   * @param closed whether the last one is there
   */
  record Split(List<Range> parts, long first, boolean closed) {}

  /**
   * The parts of {@code body}, or null where the boundary does not occur.
   *
   * @param most how many there may be; the last has all that follows
   */
  static @Nullable Split split(InputStream body, String boundary, int most) throws IOException {
    Boundaries boundaries = new Boundaries(boundary, most);
    long length = boundaries.read(body);
    if (boundaries.first < 0) {
      return null;
    }
    if (boundaries.begun >= 0 && (boundaries.begun < length || boundaries.parts.isEmpty())) {
      boundaries.parts.add(new Range(boundaries.begun, length));
    }
    return new Split(boundaries.parts, boundaries.first, boundaries.closed);
  }

  /** What seems to be the boundary of {@code body}, or null. */
  static @Nullable String guess(InputStream body) throws IOException {
    String start = new String(body.readNBytes(BLOCK), StandardCharsets.ISO_8859_1);
    Matcher line = GUESS.matcher(start);
    return line.find() ? line.group(1) : null;
  }

  private long read(InputStream body) throws IOException {
    byte[] block = new byte[BLOCK];
    long at = 0;
    long line = 0;
    int lineEnd = 0;
    int before = 0;
    int matched = 0;
    for (int n = body.read(block); n >= 0; n = body.read(block)) {
      for (int i = 0; i < n; i++, at++) {
        byte octet = block[i];
        if (octet == '\n') {
          if (matched == delimiter.length) {
            line(line - lineEnd, at + 1);
          }
          line = at + 1;
          lineEnd = before == '\r' ? 2 : 1;
          matched = 0;
          end.setLength(0);
        } else if (matched == delimiter.length && end.length() < LONGEST_END) {
          end.append((char) (octet & 0xFF));
        } else if (matched >= 0) {
          matched = matched < delimiter.length && octet == delimiter[matched] ? matched + 1 : -1;
        }
        before = octet;
      }
    }
    if (matched == delimiter.length) {
      line(line - lineEnd, at);
    }
    return at;
  }

  /** Takes a line that begins as a boundary does; all behind the closing one is no part. */
  private void line(long start, long next) {
    if (closed || parts.size() >= most - 1 || !END.matcher(end).matches()) {
      return;
    }
    if (begun >= 0) {
      parts.add(new Range(begun, Math.max(begun, start)));
    }
    first = first < 0 ? Math.max(0, start) : first;
    closed = end.indexOf("--") == 0;
    begun = closed ? -1 : next;
  }
}
