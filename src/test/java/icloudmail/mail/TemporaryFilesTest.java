package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {
  @TempDir Path directory;

  private final TemporaryFiles files = new TemporaryFiles();

  @Test
  void eachIsEmptyPrivateAndItsOwn() throws IOException {
    Path first = files.take();
    Path second = files.take();
    try {
      assertThat(first).isEmptyFile().isNotEqualTo(second);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
          .isEqualTo("rw-------");
    } finally {
      files.release(first);
      files.release(second);
    }
    assertThat(first).doesNotExist();
    assertThat(second).doesNotExist();
  }

  @Test
  void aNameIsUsedAgainForTheNextAndAsPrivate() throws IOException {
    Path first = files.take();
    Files.writeString(first, "secret");
    files.release(first);
    Path second = files.take();

    assertThat(second).isEqualTo(first).isEmptyFile();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(second)))
        .isEqualTo("rw-------");
    files.release(second);
  }

  @Test
  void whatSomebodyPutsInItsPlaceIsLeftAlone() throws IOException {
    Path first = files.take();
    files.release(first);
    Path victim = Files.writeString(directory.resolve("victim"), "untouched");
    Files.createSymbolicLink(first, victim);
    Path second = files.take();

    assertThat(second).isNotEqualTo(first);
    assertThat(victim).hasContent("untouched");
    Files.delete(first);
    files.release(second);
  }
}
