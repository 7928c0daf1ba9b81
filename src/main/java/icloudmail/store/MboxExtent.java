package icloudmail.store;

import org.jspecify.annotations.Nullable;

/**
 * Where a message stands in a file, as a state notes it: {@code UID SIZE CRC OFFSET LENGTH HEAD}.
 *
 * @param size octets of the message itself
 * @param crc CRC-32C of what stands in the file
 * @param offset where its {@code From } line begins
 * @param length octets from there to the end of the empty line behind it
 * @param head CRC-32C of the {@code From } line, with its end
 */
record MboxExtent(long uid, long size, int crc, long offset, long length, int head) {
  /** No message has this UID: octets that belong to none any more. */
  static final long NOBODY = 0;

  long end() {
    return offset + length;
  }

  MboxExtent at(long other) {
    return new MboxExtent(uid, size, crc, other, length, head);
  }

  KeptMessage message() {
    return new KeptMessage(uid, size, crc, offset);
  }

  String line() {
    return StateLine.of(
        StateLine.text(message()) + " " + length + " " + Integer.toUnsignedString(head, 16));
  }

  /** The extent that {@code text} is of, or null where it is of none. */
  static @Nullable MboxExtent parse(String text) {
    String[] words = text.split(" ", -1);
    try {
      return words.length != 6
          ? null
          : new MboxExtent(
              Long.parseLong(words[0]),
              Long.parseLong(words[1]),
              Integer.parseUnsignedInt(words[2], 16),
              Long.parseLong(words[3]),
              Long.parseLong(words[4]),
              Integer.parseUnsignedInt(words[5], 16));
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
