package icloudmail.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.Content;
import icloudmail.model.MailException;
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
}
