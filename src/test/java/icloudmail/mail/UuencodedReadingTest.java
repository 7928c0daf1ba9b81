package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.Part;
import icloudmail.model.Preference;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UuencodedReadingTest {
  private static final int LINES = 20_000;
  private static final String BIG =
      "begin 644 big\n" + ("M" + "86)C".repeat(15) + "\n").repeat(LINES) + "`\nend\n";
  private static final String TEXT =
      "before\n" + BIG + "begin 644 x\n#86)C\n`\nend\nbetween\n".repeat(99) + "behind\n";

  private final AtomicLong octets = new AtomicLong();

  /** A message of which each octet counts that is read. */
  private final class Counted extends SharedByteArrayInputStream {
    Counted(byte[] message) {
      super(message);
    }

    private Counted(byte[] message, int from, int length) {
      super(message, from, length);
    }

    @Override
    public InputStream newStream(long from, long end) {
      int last = end < 0 ? count - start : (int) end;
      return new Counted(buf, start + (int) from, last - (int) from);
    }

    @Override
    public synchronized int read() {
      octets.incrementAndGet();
      return super.read();
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) {
      int some = super.read(bytes, offset, length);
      octets.addAndGet(Math.max(0, some));
      return some;
    }
  }

  private List<Part> parts(String message) throws Exception {
    byte[] bytes = message.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    return MimeReader.read(new Counted(bytes), Preference.PLAIN).attachments();
  }

  private static String text(Part part) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    part.content().writeTo(out);
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7bit", "base64", "quoted-printable"})
  void filesBehindALargeOneCostNoMoreThanThemselves(String encoding) throws Exception {
    String body =
        encoding.equals("base64")
            ? Base64.getMimeEncoder()
                .encodeToString(TEXT.getBytes(StandardCharsets.US_ASCII))
                .replace("\r\n", "\n")
            : TEXT;
    String message = "Content-Transfer-Encoding: " + encoding + "\n\n" + body;

    List<Part> parts = parts(message);

    assertThat(parts).hasSize(100);
    assertThat(parts.get(0).size()).isEqualTo(45L * LINES);
    for (Part part : parts) {
      assertThat((long) text(part).length()).isEqualTo(part.size());
    }
    assertThat(octets.get()).isLessThan(4L * message.length());
  }

  @Test
  void filesAreReadInAnyOrderAndAtOnceAndAgain() throws Exception {
    List<Part> parts =
        parts(
            "\nbegin 644 a\n#86)C\n`\nend\nbegin 644 b\n#9&5F\n`\nend\nbegin 644 c\n#9VAI\n`\nend\n");

    assertThat(text(parts.get(2)) + text(parts.get(0)) + text(parts.get(1)) + text(parts.get(1)))
        .isEqualTo("ghiabcdefdef");
    InputStream third = parts.get(2).content().open();
    try (InputStream first = parts.get(0).content().open()) {
      assertThat(first.read()).isEqualTo('a');
      assertThat(third.read()).isEqualTo('g');
      third.close();
      third.close();
      assertThat(text(parts.get(1))).isEqualTo("def");
      assertThat(first.readAllBytes()).asString().isEqualTo("bc");
      assertThatThrownBy(third::read).hasMessage("it is closed");
    }
  }

  @Test
  void whatIsLeftOfAFileIsNotOfTheNext() throws Exception {
    List<Part> parts = parts("\n" + BIG + "begin 644 x\n#86)C\n`\nend\n");

    try (InputStream big = parts.get(0).content().open()) {
      assertThat(big.read()).isEqualTo('a');
    }

    assertThat(text(parts.get(1))).isEqualTo("abc");
  }
}
