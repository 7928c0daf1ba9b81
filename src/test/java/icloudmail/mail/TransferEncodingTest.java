package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferEncodingTest {
  /** The encoder of Jakarta Mail takes line ends in quoted-printable for those of text. */
  static byte[] encoded(String encoding, byte[] bytes) throws Exception {
    if (encoding.equals("quoted-printable")) {
      StringBuilder quoted = new StringBuilder();
      for (byte octet : bytes) {
        boolean plain = octet > ' ' && octet < 127 && octet != '=';
        quoted.append(plain ? Character.toString(octet) : String.format("=%02X", octet));
        quoted.append(quoted.length() % 5 == 0 ? "=\r\n" : "");
      }
      return quoted.toString().getBytes(StandardCharsets.US_ASCII);
    }
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    try (OutputStream out = MimeUtility.encode(encoded, encoding, "x.bin")) {
      out.write(bytes);
    }
    return encoded.toByteArray();
  }

  @Property(tries = 300)
  void whatARightEncoderWroteIsReadBackExactly(
      @ForAll @Size(min = 1, max = 3000) byte[] bytes,
      @ForAll @IntRange(min = 1, max = 400) int block)
      throws Exception {
    assertThat(decoded(TransferEncoding.BASE64, encoded("base64", bytes), block)).isEqualTo(bytes);
    assertThat(decoded(TransferEncoding.UUENCODE, encoded("uuencode", bytes), block))
        .isEqualTo(bytes);
    assertThat(
            decoded(TransferEncoding.QUOTED_PRINTABLE, encoded("quoted-printable", bytes), block))
        .isEqualTo(bytes);
    assertThat(decoded(TransferEncoding.NONE, bytes, block)).isEqualTo(bytes);
  }

  private static byte[] decoded(TransferEncoding encoding, byte[] bytes, int block)
      throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (DecodingStream in = encoding.decode(new ByteArrayInputStream(bytes), false)) {
      byte[] some = new byte[block];
      for (int n = in.read(some, 0, block); n >= 0; n = in.read(some, 0, block)) {
        all.write(some, 0, n);
      }
      assertThat(in.broken()).isFalse();
    }
    return all.toByteArray();
  }

  @Property(tries = 300)
  void nothingIsThrownWhateverStandsThere(@ForAll @Size(max = 3000) byte[] bytes) throws Exception {
    for (TransferEncoding encoding : TransferEncoding.values()) {
      for (boolean text : new boolean[] {true, false}) {
        try (InputStream in = encoding.decode(new ByteArrayInputStream(bytes), text)) {
          assertThat(in.readAllBytes()).hasSizeLessThanOrEqualTo(bytes.length + 1);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {76, 40, 36, 24, 8})
  void aForeignLineCostsNoMoreThanItself(int width) throws Exception {
    byte[] bytes = new byte[3000];
    new Random(width).nextBytes(bytes);
    Base64.Encoder encoder = Base64.getMimeEncoder(width, new byte[] {'\n'});
    List<String> lines = new ArrayList<>(encoder.encodeToString(bytes).lines().toList());
    lines.add(10, "*** a line of a scanner ***");
    lines.addAll(List.of("-- ", "by a list", ""));
    byte[] octets = String.join("\r\n", lines).getBytes(StandardCharsets.US_ASCII);
    try (DecodingStream in =
        TransferEncoding.BASE64.decode(new ByteArrayInputStream(octets), false)) {
      assertThat(Arrays.equals(in.readAllBytes(), bytes)).isTrue();
      assertThat(in.broken()).isTrue();
    }
  }

  @Test
  void anAttachmentOfAnySizeIsDecodedBlockByBlock() throws Exception {
    byte[] line =
        (Base64.getEncoder().encodeToString(new byte[57]) + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    int lines = 2_000_000;
    try (InputStream in = TransferEncoding.BASE64.decode(new Repeated(line, lines), false)) {
      long size = in.transferTo(OutputStream.nullOutputStream());
      assertThat(size).isEqualTo(57L * lines);
    }
  }

  @Test
  void aUuencodedFileOfAnySizeIsTakenOutOfATextBlockByBlock() throws Exception {
    byte[] data = new byte[45];
    Arrays.fill(data, (byte) 'x');
    String[] lines =
        new String(encoded("uuencode", data), StandardCharsets.US_ASCII).split("\n", -1);
    byte[] line = (lines[1].strip() + "\r\n").getBytes(StandardCharsets.US_ASCII);
    InputStream begin =
        new ByteArrayInputStream("Hi\r\nbegin 644 x.bin\r\n".getBytes(StandardCharsets.US_ASCII));
    InputStream all = new SequenceInputStream(begin, new Repeated(line, 500_000));
    try (UuencodeStream in = new UuencodeStream(all, UuencodeStream.TEXT)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("Hi\r\n");
      assertThat(in.names()).containsExactly("x.bin");
    }
  }

  /** The same octets again and again. */
  private static final class Repeated extends InputStream {
    private final byte[] octets;
    private final long length;
    private long at;

    Repeated(byte[] octets, long times) {
      this.octets = octets;
      this.length = octets.length * times;
    }

    @Override
    public int read() {
      return at < length ? octets[(int) (at++ % octets.length)] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) {
      int some = 0;
      for (int octet = 0; some < count && octet >= 0; some += octet >= 0 ? 1 : 0) {
        octet = read();
        bytes[offset + some] = (byte) (octet < 0 ? bytes[offset + some] : octet);
      }
      return some == 0 && count > 0 ? -1 : some;
    }
  }
}
