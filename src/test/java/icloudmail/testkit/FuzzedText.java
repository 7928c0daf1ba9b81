package icloudmail.testkit;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Any text out of any octets, so that a seed is a file that people can read. */
public final class FuzzedText {
  /** Half of a surrogate pair, from U+DC80 on. */
  private static final int LONE = 0xDC00;

  private FuzzedText() {}

  /** UTF-8; an octet that is none becomes half of a surrogate pair, which no encoder takes. */
  public static String of(byte[] octets) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(octets);
    CharBuffer text = CharBuffer.allocate(octets.length);
    for (CoderResult result = decoder.decode(in, text, true);
        result.isError();
        result = decoder.decode(in, text, true)) {
      for (int i = 0; i < result.length(); i++) {
        text.put((char) (LONE + (in.get() & 0xFF)));
      }
    }
    return text.flip().toString();
  }

  /** Whether each half of a surrogate pair has its other half: what UTF-8 can hold. */
  public static boolean isWhole(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
