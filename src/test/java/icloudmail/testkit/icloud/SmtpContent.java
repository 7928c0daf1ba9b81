package icloudmail.testkit.icloud;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A message as DATA brought it, without the dots that were stuffed. */
final class SmtpContent {
  private final byte[] bytes;
  private final long size;
  private final boolean bareLineEnd;

  private SmtpContent(byte[] bytes, long size, boolean bareLineEnd) {
    this.bytes = bytes;
    this.size = size;
    this.bareLineEnd = bareLineEnd;
  }

  /** What there is of it, up to the largest size a message may have. */
  byte[] bytes() {
    return bytes;
  }

  boolean isTooBig() {
    return size > SmtpTransaction.MAX_SIZE;
  }

  /** Whether a CR or LF stood alone. */
  boolean hasBareLineEnd() {
    return bareLineEnd;
  }

  /** Reads to the line that is a dot; only CRLF ends a line. */
  static SmtpContent read(Wire wire) throws IOException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    long size = 0;
    boolean bare = false;
    for (byte[] line = line(wire); !isDot(line); line = line(wire)) {
      int start = line[0] == '.' ? 1 : 0;
      size += line.length - start;
      if (size <= SmtpTransaction.MAX_SIZE) {
        kept.write(line, start, line.length - start);
      }
      bare |= hasBareLineEnd(line);
    }
    return new SmtpContent(kept.toByteArray(), size, bare);
  }

  private static byte[] line(Wire wire) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte last = 0;
    byte octet = wire.octets(1)[0];
    while (last != '\r' || octet != '\n') {
      line.write(octet);
      last = octet;
      octet = wire.octets(1)[0];
    }
    line.write(octet);
    return line.toByteArray();
  }

  private static boolean isDot(byte[] line) {
    return line.length == 3 && line[0] == '.';
  }

  private static boolean hasBareLineEnd(byte[] line) {
    for (int i = 0; i < line.length - 2; i++) {
      if (line[i] == '\r' || line[i] == '\n') {
        return true;
      }
    }
    return false;
  }
}
