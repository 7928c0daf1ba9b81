package icloudmail.mail;

import jakarta.mail.internet.MimePart;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files that stand uuencoded in the texts of a message. Where a file stands in a text is
 * known only to who has read all before it: so the text stays open when one of its files is closed,
 * and the next one is read on from there. Whoever takes the files in their order reads each text
 * once, however many they are. One text at a time is open.
 */
final class UuencodedReading {
  private @Nullable MimePart part;
  private @Nullable UuencodeStream open;

  /**
   * Opens a file.
   *
   * @param text where it stands
   * @param index its number among those of the text, from 0
   */
  InputStream open(MimePart text, int index) throws IOException {
    UuencodeStream before = take(text, index);
    return new OneFile(
        text, before == null ? new UuencodeStream(PartContent.open(text, true), index) : before);
  }

  /** What is taken is nobody else's until it is put back. */
  private synchronized @Nullable UuencodeStream take(MimePart text, int index) {
    UuencodeStream held = open;
    if (held == null || !text.equals(part) || !held.goOn(index)) {
      return null;
    }
    open = null;
    part = null;
    return held;
  }

  private synchronized void put(MimePart text, UuencodeStream stream) throws IOException {
    UuencodeStream before = open;
    open = stream;
    part = text;
    if (before != null) {
      before.close();
    }
  }

  /** A file, of which the text stays open when it is closed. */
  private final class OneFile extends FilterInputStream {
    private final MimePart text;
    private final UuencodeStream stream;
    private boolean failed;
    private boolean closed;

    OneFile(MimePart text, UuencodeStream stream) {
      super(stream);
      this.text = text;
      this.stream = stream;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (closed) {
        throw new IOException("it is closed");
      }
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      if (failed) {
        stream.close();
      } else {
        put(text, stream);
      }
    }
  }
}
