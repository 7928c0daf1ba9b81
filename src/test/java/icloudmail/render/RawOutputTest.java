package icloudmail.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.Content;
import icloudmail.model.MailException;
import icloudmail.model.Part;
import icloudmail.testkit.Nouns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RawOutputTest {
  private static final byte[] BYTES = {'a', '\r', '\n', 27, '[', '2', 'J', (byte) 0x80, 0, '\n'};

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private static Content bytes() {
    return target -> target.write(BYTES);
  }

  @Test
  void aPipeGetsEveryByte() throws MailException {
    new RawOutput(out, false).write(bytes());

    assertThat(out.toByteArray()).isEqualTo(BYTES);
  }

  @Test
  void aTerminalGetsNothingThatItObeys() throws MailException {
    new RawOutput(out, true).write(bytes());

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a\n␛[2J\uFFFD␀\n");
  }

  @Test
  void aMessageIsItsRawBytes() throws MailException {
    new RawOutput(out, false).accept(Nouns.message(Nouns.envelope(7, "x"), "text"));

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("Subject: raw\r\n\r\ntext");
  }

  @Test
  void aFailureIsTold() {
    Content broken =
        target -> {
          throw new IOException("Broken pipe");
        };

    assertThatThrownBy(() -> new RawOutput(out, false).write(broken))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(MailException.Kind.IO))
        .hasMessage("cannot write the message to standard output: Broken pipe");
  }

  @Test
  void aLongTextIsShownWholeThoughItComesInPieces() throws MailException {
    String text = "ä🎉\r\n".repeat(50_000);
    new RawOutput(out, true).write(Nouns.content("x" + text));

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("x" + text.replace("\r", ""));
  }

  /** What is shown may be larger than the memory. */
  @Test
  void ofWhatIsShownLittleIsHeld() throws MailException {
    int piece = 1 << 16;
    Content large =
        target -> {
          for (int written = 0; written < 20 * piece; written += piece) {
            assertThat(written - out.size()).isLessThan(piece);
            target.write("x".repeat(piece).getBytes(StandardCharsets.UTF_8));
          }
        };
    new RawOutput(out, true).write(large);

    assertThat(out.size()).isEqualTo(20 * piece);
  }

  @Test
  void aCharacterThatIsCutOffIsShownAsNone() throws MailException {
    new RawOutput(out, true).write(target -> target.write(new byte[] {'a', (byte) 0xC3}));

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a\uFFFD");
  }

  @Test
  void aTextIsShownByItsCharset() throws MailException {
    Content latin = target -> target.write("Grüße".getBytes(StandardCharsets.ISO_8859_1));
    new RawOutput(out, true)
        .write(new Part(1, "a.txt", "text/plain", "iso-8859-1", 5, latin), latin);

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("Grüße");
  }

  @Test
  void aTerminalIsSparedWhatIsNoText() throws MailException {
    Content binary = target -> target.write(new byte[] {'%', 'P', 'D', 'F', 0, -1, -2, -3});
    Part part = new Part(3, "a.pdf", "application/pdf", null, 8, binary);

    assertThatThrownBy(() -> new RawOutput(out, true).write(part, binary))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(MailException.Kind.USAGE))
        .hasMessage("attachment 3 is no text, but application/pdf, and of no use on a terminal");
    assertThat(out.size()).isZero();
    new RawOutput(out, true).write(part, Nouns.content("%PDF ä"));
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("%PDF ä");
  }
}
