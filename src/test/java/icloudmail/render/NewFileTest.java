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

class NewFileTest {
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
  void aTakenNameIsNumbered() throws MailException {
    Path first = NewFile.create(directory.resolve("new"), "a.txt", text("one"));
    Path second = NewFile.create(directory.resolve("new"), "a.txt", text("two"));

    assertThat(first).hasFileName("a.txt").hasContent("one");
    assertThat(second).hasFileName("a (1).txt").hasContent("two");
  }

  @Test
  void aPlantedLinkIsNeitherFollowedNorReplaced() throws IOException, MailException {
    Path victim = Files.writeString(directory.resolve("victim"), "untouched");
    Files.createSymbolicLink(directory.resolve("a.txt"), victim);
    Files.createSymbolicLink(directory.resolve("a (1).txt"), directory.resolve("nowhere"));

    Path written = NewFile.create(directory, "a.txt", text("mine"));

    assertThat(written).hasFileName("a (2).txt").hasContent("mine");
    assertThat(victim).hasContent("untouched");
    assertThat(directory.resolve("nowhere")).doesNotExist();
  }

  @Test
  void afterAFailureNothingIsLeft() {
    assertThatThrownBy(() -> NewFile.create(directory, "a.txt", FAILING))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(MailException.Kind.IO))
        .hasMessageContaining("the source broke");
    assertThatThrownBy(() -> NewFile.replace(directory.resolve("b"), FAILING))
        .isInstanceOf(MailException.class);

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aNamedFileIsReplacedAsAWhole() throws IOException, MailException {
    Path file = Files.writeString(directory.resolve("b"), "old");

    NewFile.replace(file, text("new"));
    assertThatThrownBy(() -> NewFile.replace(file, FAILING)).isInstanceOf(MailException.class);

    assertThat(file).hasContent("new");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsTold() {
    assertThatThrownBy(() -> NewFile.replace(Path.of("/proc/none/x"), text("x")))
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

    NewFile.replace(link, text("new"));

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

    NewFile.replace(pipe, text("through"));

    assertThat(reader.get(20, TimeUnit.SECONDS)).isEqualTo("through");
    assertThat(Files.isRegularFile(pipe)).isFalse();
  }
}
