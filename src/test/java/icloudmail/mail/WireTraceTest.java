package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.Secret;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class WireTraceTest {
  private static final String SECRET = "pä\"ss\\w0rd {3}";

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private PrintStream stream() {
    WireTrace trace = new WireTrace(written);
    trace.mask().add("jo@icloud.com", new Secret(SECRET));
    return trace.stream();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void masksEveryFormOfTheSecret() {
    PrintStream stream = stream();
    for (String form :
        new String[] {SECRET, base64(SECRET), base64("\0jo@icloud.com\0" + SECRET)}) {
      byte[] line = ("A1 NO echo " + form + " end\n").getBytes(StandardCharsets.UTF_8);
      stream.write(line, 0, line.length);
    }

    assertThat(written.toString(StandardCharsets.UTF_8))
        .isEqualTo("A1 NO echo ******** end\n".repeat(3));
  }

  @Test
  void masksWhatComesInPieces() {
    PrintStream stream = stream();
    for (byte octet : (SECRET + "\n").getBytes(StandardCharsets.UTF_8)) {
      stream.write(octet);
    }

    assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("********\n");
  }

  @Test
  void keepsTheOtherBytes() {
    PrintStream stream = stream();
    byte[] line = {'*', ' ', (byte) 0xE4, (byte) 0x80, '\n'};
    stream.write(line, 0, line.length);

    assertThat(written.toByteArray()).isEqualTo(line);
  }

  @Test
  void masksASecretInALineWithoutAnEnd() {
    PrintStream stream = stream();
    for (int length : new int[] {8185, 65_530, 65_536, 131_060}) {
      byte[] line = ("x".repeat(length) + SECRET + "\n").getBytes(StandardCharsets.UTF_8);
      stream.write(line, 0, line.length);
    }

    assertThat(written.toString(StandardCharsets.UTF_8))
        .doesNotContain(SECRET, "ss\\w0rd", "p\u00E4\"s")
        .contains("x********\n");
  }

  @Test
  void whatATerminalWouldObeyIsVisible() {
    PrintStream stream = stream();
    byte[] line = "* OK \t\u001B[2J\0\u007F\u009B1m\u00FC\r\n".getBytes(StandardCharsets.UTF_8);
    stream.write(line, 0, line.length);

    assertThat(written.toString(StandardCharsets.UTF_8))
        .isEqualTo("* OK \t\u241B[2J\u2400<U+007F><U+009B>1m\u00FC\r\n");
  }

  @Test
  void soItIsInALineWithoutAnEnd() {
    PrintStream stream = stream();
    for (int length = 49_140; length < 49_160; length++) {
      byte[] line = ("x".repeat(length) + "\u009B\n").getBytes(StandardCharsets.UTF_8);
      stream.write(line, 0, line.length);
      stream.write(line, 0, line.length - 1);
      stream.write(line, 0, line.length);
    }

    assertThat(written.toString(StandardCharsets.UTF_8))
        .doesNotContain("\u009B")
        .contains("x<U+009B>\n");
  }
}
