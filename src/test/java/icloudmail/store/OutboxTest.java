package icloudmail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.MailException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
  @TempDir Path state;

  private SpooledMessage spool(String text) throws MailException {
    return new Outbox(state.resolve("icloud-mail"))
        .spool(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void keepsTheBytesInAPrivatePlace() throws IOException, MailException {
    SpooledMessage message = spool("Grüße");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    message.content().writeTo(bytes);

    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("Grüße");
    assertThat(message.size()).isEqualTo(7);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(message.file())))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(message.file().getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void forgetsWhatIsDone() throws MailException {
    SpooledMessage message = spool("x");
    message.done();

    assertThat(message.file()).doesNotExist();
    assertThat(message.file().getParent()).isEmptyDirectory();
  }

  @Test
  void keepsNoHalfMessage() {
    Outbox outbox = new Outbox(state);
    assertThatThrownBy(
            () ->
                outbox.spool(
                    out -> {
                      out.write('x');
                      throw new IOException("the attachment broke");
                    }))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(MailException.Kind.IO));
    assertThat(state.resolve("outbox")).isEmptyDirectory();
  }

  @Test
  void aPlaceThatCannotBeMadeIsTold() throws IOException {
    Path file = Files.writeString(state.resolve("file"), "");
    assertThatThrownBy(() -> new Outbox(file).spool(out -> out.write('x')))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.kind()).isEqualTo(MailException.Kind.CANNOT_CREATE))
        .hasMessageContaining("cannot keep the message in " + file.resolve("outbox"));
  }
}
