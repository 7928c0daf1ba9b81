package icloudmail.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ErrorOutputTest {
  private static final String WIPE = "\r\u001B[K";

  private final StringWriter terminal = new StringWriter();
  private final ErrorOutput err = new ErrorOutput(terminal);

  @Test
  void whatIsWrittenTakesThePlaceOfTheLine() {
    err.show("10 %");
    err.show("20 %");
    err.print("a warning\n");
    err.show("30 %");
    err.wipe();
    err.wipe();

    assertThat(terminal.toString())
        .isEqualTo(WIPE + "10 %" + WIPE + "20 %" + WIPE + "a warning\n" + WIPE + "30 %" + WIPE);
  }

  @Test
  void theLineDoesNotStandBehindAQuestion() {
    err.print("Password: ");
    err.show("10 %");
    err.print("\n");
    err.show("20 %");

    assertThat(terminal.toString()).isEqualTo("Password: \n" + WIPE + "20 %");
  }

  @Test
  void theLineMakesRoomForAnotherStreamOfTheSameTerminal() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    OutputStream out = err.sharing(bytes);
    err.show("10 %");
    out.write("an ans".getBytes(StandardCharsets.UTF_8));
    err.show("20 %");
    out.write("wer\n".getBytes(StandardCharsets.UTF_8));
    err.show("30 %");

    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("an answer\n");
    assertThat(terminal.toString()).isEqualTo(WIPE + "10 %" + WIPE + WIPE + "30 %");
  }

  @Test
  void withoutALineNothingIsAdded() {
    err.print("a");
    err.write('b');
    err.write(new char[] {'c', 'd'}, 0, 2);
    err.wipe();

    assertThat(terminal.toString()).isEqualTo("abcd");
  }
}
