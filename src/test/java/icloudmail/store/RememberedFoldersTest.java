package icloudmail.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.helpers.NOPLogger;

class RememberedFoldersTest {
  @TempDir Path directory;

  private Path state;
  private RememberedFolders folders;

  @BeforeEach
  void make() {
    state = directory.resolve("state");
    folders = new RememberedFolders(state, NOPLogger.NOP_LOGGER);
  }

  @Test
  void theLastListOfEachAccountIsInAFileThatIsPrivate() throws IOException {
    folders.remember("me", List.of("INBOX", "Old"));
    folders.remember("work/home", List.of("INBOX"));
    folders.remember("me", List.of("INBOX", "Deleted Messages", "Entwürfe"));

    Path file = state.resolve("folders/me");
    assertThat(file).hasContent("INBOX\nDeleted Messages\nEntwürfe\n");
    assertThat(state.resolve("folders/work_home")).hasContent("INBOX\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void theSameListIsNotWrittenAgain() throws IOException {
    FileTime then = FileTime.fromMillis(0);
    folders.remember("me", List.of("INBOX"));
    Files.setLastModifiedTime(state.resolve("folders/me"), then);

    folders.remember("me", List.of("INBOX"));

    assertThat(Files.getLastModifiedTime(state.resolve("folders/me"))).isEqualTo(then);
  }

  @Test
  void aNameThatATerminalCouldNotShowIsLeftOut() {
    folders.remember("me", List.of("INBOX", "two\nlines", "\u001b[31mred", "turned\u202Eround"));

    assertThat(state.resolve("folders/me")).hasContent("INBOX\n");
  }

  @Test
  void whereNothingCanBeKeptNothingFails() throws IOException {
    folders.remember("..", List.of("INBOX"));
    folders.remember("nul\u0000", List.of("INBOX"));
    Files.writeString(directory.resolve("file"), "");
    new RememberedFolders(directory.resolve("file"), NOPLogger.NOP_LOGGER)
        .remember("me", List.of("INBOX"));

    assertThat(directory.resolve("file")).hasContent("");
  }
}
