package icloudmail.store;

import icloudmail.model.DownloadedMessage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/** Messages as they will stand in an mbox, in a file of their own until they are committed. */
final class MboxStaging implements AutoCloseable {
  private static final String NO_SENDER = "MAILER-DAEMON";
  private static final Pattern WORD = Pattern.compile("[!-~]+");
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);

  private final Disk disk;
  private final Path file;
  private final FileChannel channel;
  private final List<MboxExtent> extents = new ArrayList<>();
  private long end;

  MboxStaging(Disk disk, Path file) throws IOException {
    this.disk = disk;
    this.file = file;
    this.channel = disk.create(file);
  }

  synchronized void add(DownloadedMessage message) throws IOException {
    if (channel.position() != end) {
      disk.truncate(channel, end);
    }
    CheckedOutput checked = new CheckedOutput(disk, channel);
    OutputStream out = new BufferedOutputStream(checked, 1 << 16);
    byte[] from = from(message).getBytes(StandardCharsets.US_ASCII);
    CRC32C head = new CRC32C();
    head.update(from);
    out.write(from);
    MboxQuoting quoting = new MboxQuoting(out);
    Counted counted = new Counted(quoting);
    message.content().writeTo(counted);
    quoting.end();
    out.flush();
    if (counted.count != message.size()) {
      throw new IOException(
          message.reference() + " is of " + counted.count + " octets, not of " + message.size());
    }
    extents.add(
        new MboxExtent(
            message.reference().uid(),
            message.size(),
            checked.crc(),
            end,
            checked.count(),
            (int) head.getValue()));
    end += checked.count();
  }

  private static String from(DownloadedMessage message) {
    String sender = message.returnPath();
    Instant received = message.received();
    return "From "
        + (sender != null && WORD.matcher(sender).matches() ? sender : NO_SENDER)
        + " "
        + ASCTIME.format((received == null ? Instant.EPOCH : received).atOffset(ZoneOffset.UTC))
        + "\n";
  }

  /** What was added, by UID; the offsets are those in this file. */
  synchronized List<MboxExtent> extents() {
    return extents.stream().sorted(Comparator.comparing(MboxExtent::uid)).toList();
  }

  /** Copies some of them, one behind the other, to the position of another file. */
  void copy(List<MboxExtent> some, FileChannel to) throws IOException {
    for (int i = 0; i < some.size(); ) {
      long from = some.get(i).offset();
      long last = from;
      for (; i < some.size() && some.get(i).offset() == last; i++) {
        last = some.get(i).end();
      }
      disk.copy(channel, from, last - from, to);
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      disk.delete(file);
    }
  }

  /** Counts the octets of a message before they are quoted. */
  private static final class Counted extends OutputStream {
    private final OutputStream out;
    private long count;

    private Counted(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
      count++;
      out.write(octet);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      count += length;
      out.write(octets, offset, length);
    }
  }
}
