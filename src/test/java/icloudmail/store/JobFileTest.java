package icloudmail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.JobFolder;
import icloudmail.testkit.CliRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFileTest {
  @TempDir Path directory;

  private Path file(int attempts) throws IOException {
    JobFolder.Owed owed = new JobFolder.Owed(7, attempts, CliRun.NOW, null);
    Path file = directory.resolve("job");
    JobFile.write(
        file,
        List.of(
            new JobFolder("jo@icloud.com", "INBOX", 1, 8, CliRun.NOW, List.of(), List.of(owed))));
    return file;
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    assertThat(JobFile.read(file(3)).get(0).owed())
        .extracting(JobFolder.Owed::attempts)
        .containsExactly(3);
  }

  @Test
  void fewerAttemptsThanNoneAreDamage() throws IOException {
    Path file = file(-1);

    assertThatThrownBy(() -> JobFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage("it is not understood");
  }

  @Test
  void aLineThatDoesNotEndIsDamageAndIsNotReadToItsEnd() throws IOException {
    Path file = Files.write(directory.resolve("job"), new byte[(1 << 24) + 1]);

    assertThatThrownBy(() -> JobFile.read(file)).hasMessage("it is damaged");
  }

  @Test
  void whatIsNotWholeIsRefused() throws IOException {
    Path file = file(0);
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    Files.writeString(file, text.substring(0, text.lastIndexOf("end")));

    assertThatThrownBy(() -> JobFile.read(file)).hasMessageContaining("not whole");
  }
}
