package icloudmail.render;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Makes bytes of text harmless for a terminal, piece by piece, however many they are. */
final class ShownText extends OutputStream {
  private static final int BLOCK = 8192;

  private final OutputStream out;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
  private final CharBuffer chars = CharBuffer.allocate(BLOCK);
  private String held = "";

  /**
   * @param out is left open
   */
  ShownText(OutputStream out, Charset charset) {
    this.out = out;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] block, int from, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int some = Math.min(bytes.remaining(), length - done);
      bytes.put(block, from + done, some);
      done += some;
      if (!bytes.hasRemaining()) {
        decode(false);
      }
    }
  }

  /** Writes the rest, of which nothing more follows. */
  @Override
  public void close() throws IOException {
    decode(true);
    show(held);
    held = "";
    out.flush();
  }

  private void decode(boolean end) throws IOException {
    bytes.flip();
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      result = decoder.decode(bytes, chars, end);
      if (end && result.isUnderflow()) {
        result = decoder.flush(chars);
      }
      take();
    }
    bytes.compact();
  }

  private void take() throws IOException {
    String text = held + chars.flip();
    chars.clear();
    held = heldBack(text);
    show(text.substring(0, text.length() - held.length()));
  }

  private void show(String text) throws IOException {
    String lines = DisplayText.lines(text.replace("\r\n", "\n"));
    out.write(lines.getBytes(StandardCharsets.UTF_8));
  }

  /** A last character that means something only together with the next. */
  private static String heldBack(String text) {
    char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
    return last == '\r' || Character.isHighSurrogate(last) ? String.valueOf(last) : "";
  }
}
