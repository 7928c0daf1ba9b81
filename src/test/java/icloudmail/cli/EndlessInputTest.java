package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.store.KeptDraft;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input without an end is refused before it fills the disk, and leaves nothing there. */
class EndlessInputTest {
  private static final String HEADER = "To: bob@example.com\nSubject: precious\n\n";
  private static final long LARGE = 70_000_000;

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  /** So long that it makes no difference to one without an end, and no harm where it is read. */
  private static InputStream endless() {
    return new InputStream() {
      private long left = 3 * LARGE;

      @Override
      public int read() {
        left--;
        return left < 0 ? -1 : 'x';
      }

      @Override
      public int read(byte[] octets, int offset, int length) {
        int count = (int) Math.min(left, length);
        Arrays.fill(octets, offset, offset + count, (byte) 'x');
        left -= count;
        return count > 0 ? count : -1;
      }
    };
  }

  private Path large(String name) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, HEADER);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(LARGE);
    }
    return file;
  }

  private List<Path> left(String place) throws IOException {
    Path folder = directory.resolve("icloud-mail").resolve(place);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private void isRefused(CliRun run, String name) throws IOException {
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("icloud-mail: " + name + " has more than 64 MB\n")
        .contains("Nothing of it is kept or sent.");
    assertThat(left("outbox")).isEmpty();
    assertThat(icloud.smtp().submissions()).isEmpty();
  }

  @Test
  void onStandardInput() throws IOException {
    StandardInput source = new StandardInput(endless());

    assertThatThrownBy(
            () ->
                KeptDraft.keep(
                    directory.resolve("icloud-mail"), out -> source.open().transferTo(out)))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
        .hasMessage("standard input has more than 64 MB");
    assertThat(left("drafts")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"large.bin", "large.txt", "large.eml;type=message/rfc822"})
  void inAnAttachment(String typed) throws IOException {
    Path file = large(typed.replaceFirst(";.*", ""));

    CliRun run =
        icloud
            .setting(directory)
            .withStdin("precious\n")
            .run("send", "-A", directory.resolve(typed).toString(), "bob@example.com");

    isRefused(run, file.toString());
    assertThat(left("drafts"))
        .singleElement()
        .satisfies(kept -> assertThat(run.err()).contains(kept + "."));
  }

  @Test
  void inAMessageOfAFile() throws IOException {
    Path file = large("large.eml");

    isRefused(icloud.setting(directory).run("send", "--raw", file.toString()), file.toString());
  }

  @Test
  void whatEndsSoonerIsKept() throws IOException {
    String message = HEADER + ("x".repeat(900) + "\n").repeat(33_000);

    CliRun run = icloud.setting(directory).withStdin(message).run("send", "-t");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(65);
    assertThat(run.err()).contains("iCloud takes at most 28319744", "The message is kept");
    assertThat(left("outbox")).hasSize(1);
  }
}
