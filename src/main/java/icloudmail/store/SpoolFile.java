package icloudmail.store;

import icloudmail.model.OutboxItem;
import icloudmail.model.OutboxItem.State;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A message and all that is known of it in one file: a header ({@link SpoolHeader}), the message as
 * it goes out, and a journal that only grows: a line {@code TIME STATE RECIPIENTS DEFERRED REASON}
 * each. The last whole line tells the state, so that no change of it can tear the file.
 *
 * @param item the message's state
 * @param start where the message begins, in octets
 * @param end where the journal's last whole line ends
 */
record SpoolFile(OutboxItem item, long start, long end) {
  private static final int LONGEST_HEADER = 1 << 20;
  private static final int LONGEST_JOURNAL = 1 << 24;

  /**
   * Reads all but the message.
   *
   * @throws IOException where it cannot be read, or is none of ours
   */
  static SpoolFile read(String id, FileChannel file) throws IOException {
    List<String> header = new ArrayList<>();
    long start = header(file, header);
    OutboxItem item = SpoolHeader.read(id, header);
    // not a sum, which a damaged size makes overflow
    if (item.size() < 0 || item.size() > file.size() - start) {
      throw new EOFException("it ends within the message");
    }
    long end = start + item.size();
    String journal = journal(file, end);
    boolean begun = false;
    for (String line : journal.lines().toList()) {
      item = applied(item, line.split(" ", 5), begun);
      begun = true;
    }
    if (!begun) {
      throw new EOFException("it has no journal");
    }
    return new SpoolFile(item, start, end + journal.length());
  }

  /** Writes the message out. */
  void copy(FileChannel file, OutputStream out) throws IOException {
    WritableByteChannel sink = Channels.newChannel(out);
    long last = start + item.size();
    for (long at = start; at < last; ) {
      long copied = file.transferTo(at, last - at, sink);
      if (copied <= 0) {
        throw new EOFException("it ends within the message");
      }
      at += copied;
    }
  }

  /** A line of the journal. */
  static String line(OutboxItem item) {
    String reason = item.reason() == null ? "" : item.reason();
    return item.tried()
        + " "
        + item.state().word()
        + " "
        + Spelling.list(item.submission().recipients())
        + " "
        + Spelling.list(item.deferred())
        + " "
        + Spelling.plain(reason)
        + "\n";
  }

  private static long header(FileChannel file, List<String> lines) throws IOException {
    // octet by octet from a buffer of its own, since what follows is no text of ours
    InputStream in = new BufferedInputStream(Channels.newInputStream(file.position(0)));
    StringBuilder line = new StringBuilder();
    for (int at = 1; at < LONGEST_HEADER; at++) {
      int octet = in.read();
      if (octet < 0) {
        break;
      }
      if (octet != '\n') {
        line.append((char) octet);
      } else if (line.isEmpty()) {
        return at;
      } else {
        lines.add(line.toString());
        line.setLength(0);
      }
    }
    throw new EOFException("it ends within its header");
  }

  /** What has no line end was not written to its end. */
  private static String journal(FileChannel file, long at) throws IOException {
    if (file.size() - at > LONGEST_JOURNAL) {
      throw new IOException("its journal is too long");
    }
    byte[] octets = Channels.newInputStream(file.position(at)).readAllBytes();
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    return text.substring(0, text.lastIndexOf('\n') + 1);
  }

  private static OutboxItem applied(OutboxItem item, String[] words, boolean attempt)
      throws IOException {
    try {
      State state = State.valueOf(words[1].toUpperCase(Locale.ROOT).replace('-', '_'));
      String reason = words[4].isEmpty() ? null : Spelling.raw(words[4]);
      OutboxItem next =
          item.in(
              state,
              Spelling.items(words[2]),
              Spelling.items(words[3]),
              Instant.parse(words[0]),
              reason);
      return attempt ? next : next.untried();
    } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("its journal has a line that is none", e);
    }
  }
}
