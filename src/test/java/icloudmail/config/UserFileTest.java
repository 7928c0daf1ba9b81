package icloudmail.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class UserFileTest {
  @TempDir Path directory;

  private Path pipe() {
    ProgramRun.shell(directory, Map.of(), "", "/usr/bin/mkfifo -m 600 pipe");
    return directory.resolve("pipe");
  }

  @Test
  void aLinkIsFollowed() throws IOException {
    Path target = Files.writeString(directory.resolve("target"), "gr\u00FC\u00DFe\n");

    assertThat(UserFile.read(Files.createSymbolicLink(directory.resolve("link"), target), 9))
        .isEqualTo("gr\u00FC\u00DFe\n");
  }

  @Test
  void noMoreIsReadThanItMayHave() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "0123456789");

    assertThat(UserFile.read(file, 10)).isEqualTo("0123456789");
    assertThatThrownBy(() -> UserFile.read(file, 9)).isInstanceOf(UserFile.TooLong.class);
    assertThatThrownBy(() -> UserFile.read(Path.of("/dev/zero"), 9))
        .isInstanceOf(UserFile.TooLong.class);
    assertThat(UserFile.read(Path.of("/dev/null"), 9)).isEmpty();
  }

  @Test
  void whatIsNoUtf8IsRefused() throws IOException {
    Path file = Files.write(directory.resolve("file"), new byte[] {(byte) 0xFF});

    assertThatThrownBy(() -> UserFile.read(file, 9)).isInstanceOf(CharacterCodingException.class);
  }

  @Test
  void noPipeIsWaitedFor() {
    Path pipe = pipe();

    assertThatThrownBy(() -> ConfigFile.read(pipe))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION))
        .hasMessage("cannot read " + pipe + ": it is a pipe or a device, and no file");
    assertThatThrownBy(() -> new PasswordFile("password.file", pipe, true).password())
        .hasMessageContaining("it is a pipe or a device, and no file");
  }

  @Test
  void aConfigurationWithoutEndIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("c"), Path.of("/dev/zero"));

    assertThatThrownBy(() -> UserFile.read(link, ConfigFile.MOST)).hasMessageContaining("no file");
  }
}
