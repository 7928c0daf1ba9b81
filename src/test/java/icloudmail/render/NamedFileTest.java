package icloudmail.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.Content;
import icloudmail.model.MailException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedFileTest {
  private static final Content FAILING =
      out -> {
        out.write('x');
        throw new IOException("the source broke");
      };

  @TempDir Path directory;

  private static Content text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aNamedFileIsReplacedAsAWhole() throws IOException, MailException {
    Path file = Files.writeString(directory.resolve("b"), "old");

    NamedFile.replace(file, text("new"));
    assertThatThrownBy(() -> NamedFile.replace(file, FAILING)).isInstanceOf(MailException.class);

    assertThat(file).hasContent("new");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsTold() {
    assertThatThrownBy(() -> NamedFile.replace(Path.of("/proc/none/x"), text("x")))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.kind()).isEqualTo(MailException.Kind.CANNOT_CREATE))
        .hasMessageContaining("cannot write /proc/none/x");
  }

  @Test
  void aNamedLinkIsFollowedAndItsTargetKeepsItsPermissions() throws IOException, MailException {
    Path target = Files.writeString(directory.resolve("target"), "old");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), target);

    NamedFile.replace(link, text("new"));

    assertThat(link).isSymbolicLink();
    assertThat(target).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void aNamedPipeIsWrittenToAndStays() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    CompletableFuture<String> reader =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(pipe);
              } catch (IOException e) {
                return e.toString();
              }
            });

    NamedFile.replace(pipe, text("through"));

    assertThat(reader.get(20, TimeUnit.SECONDS)).isEqualTo("through");
    assertThat(Files.isRegularFile(pipe)).isFalse();
  }

  @Test
  void afterAFailureNothingIsLeft() {
    assertThatThrownBy(() -> NamedFile.replace(directory.resolve("b"), FAILING))
        .isInstanceOf(MailException.class)
        .hasMessageContaining("the source broke");

    assertThat(directory).isEmptyDirectory();
  }
}
