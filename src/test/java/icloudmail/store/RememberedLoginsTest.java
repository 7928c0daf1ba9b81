package icloudmail.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.helpers.NOPLogger;

class RememberedLoginsTest {
  @TempDir Path directory;

  private RememberedLogins logins() {
    return new RememberedLogins(directory.resolve("state"), NOPLogger.NOP_LOGGER);
  }

  @Test
  void whatIsRememberedIsThereNextTime() {
    assertThat(logins().form("jo@icloud.com")).isEmpty();
    logins().remember("jo@icloud.com", "jo");
    logins().remember("ada@me.com", "ada");
    logins().remember("jo@icloud.com", "jo@icloud.com");

    assertThat(logins().form("jo@icloud.com")).contains("jo@icloud.com");
    assertThat(logins().form("ada@me.com")).contains("ada");
    assertThat(directory.resolve("state")).isDirectoryContaining("glob:**/logins");
  }

  @Test
  void aDamagedFileIsAsNone() throws IOException {
    Files.createDirectories(directory.resolve("state"));
    Files.write(directory.resolve("state/logins"), new byte[] {(byte) 0xFF, '\n', 'x', '\n'});

    assertThat(logins().form("jo@icloud.com")).isEmpty();
  }

  @Test
  void aLinkIsNotReadAndIsReplaced() throws IOException {
    Path other = Files.writeString(directory.resolve("other"), "jo@icloud.com other\n");
    Files.createDirectories(directory.resolve("state"));
    Path file = Files.createSymbolicLink(directory.resolve("state/logins"), other);

    assertThat(logins().form("jo@icloud.com")).isEmpty();
    logins().remember("jo@icloud.com", "jo");

    assertThat(logins().form("jo@icloud.com")).contains("jo");
    assertThat(Files.isSymbolicLink(file)).isFalse();
    assertThat(other).hasContent("jo@icloud.com other");
  }

  @Test
  void whereNothingCanBeKeptNothingFails() throws IOException {
    Files.writeString(directory.resolve("state"), "a file");

    logins().remember("jo@icloud.com", "jo");

    assertThat(logins().form("jo@icloud.com")).isEmpty();
  }
}
