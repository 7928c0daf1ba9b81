package icloudmail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
  @TempDir Path directory;

  private static List<ThrowingCallable> openings(Path file) {
    return List.of(
        () -> PrivateFiles.read(file, 10),
        () -> PrivateFiles.open(file, true),
        () -> PrivateFiles.append(file),
        () -> PrivateFiles.share(file),
        () -> PrivateFiles.overwrite(file));
  }

  @Test
  void aLinkIsNotFollowedWhateverItLeadsTo() throws IOException {
    Path target = Files.writeString(directory.resolve("target"), "text");
    for (Path to : List.of(target, directory.resolve("nothing"), directory)) {
      Path link = Files.createSymbolicLink(directory.resolve("link"), to);
      for (ThrowingCallable opening : openings(link)) {
        assertThatThrownBy(opening)
            .isInstanceOf(NoFileOfOurs.class)
            .hasMessageContaining("a symbolic link");
      }
      Files.delete(link);
    }
    assertThat(target).hasContent("text");
    assertThat(directory.resolve("nothing")).doesNotExist();
  }

  @Test
  void aDirectoryIsNoFile() throws IOException {
    Path made = Files.createDirectory(directory.resolve("made"));

    for (ThrowingCallable opening : openings(made)) {
      assertThatThrownBy(opening)
          .isInstanceOf(NoFileOfOurs.class)
          .hasMessageContaining("a directory");
    }
  }

  @Test
  void noMoreIsReadThanAFileMayHave() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "0123456789");

    assertThat(PrivateFiles.read(file, 10)).asString().isEqualTo("0123456789");
    assertThatThrownBy(() -> PrivateFiles.read(file, 9)).hasMessage("it is longer than 9 octets");
  }

  @Test
  void aChannelThatTakesAnOctetAtATimeGetsAllOfThem() throws IOException {
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    WritableByteChannel all = Channels.newChannel(taken);
    WritableByteChannel slow =
        new WritableByteChannel() {
          @Override
          public int write(ByteBuffer octets) throws IOException {
            int written = all.write(octets.slice(octets.position(), 1));
            octets.position(octets.position() + written);
            return written;
          }

          @Override
          public boolean isOpen() {
            return true;
          }

          @Override
          public void close() {}
        };

    PrivateFiles.write(slow, ByteBuffer.wrap("all of it".getBytes(StandardCharsets.US_ASCII)));

    assertThat(taken).hasToString("all of it");
  }
}
