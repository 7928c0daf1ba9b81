package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was piped in and cannot become a message is in a file that the error names. */
class NoTextIsLostTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private List<Path> kept() throws IOException {
    Path drafts = directory.resolve("icloud-mail/drafts");
    if (!Files.isDirectory(drafts)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(drafts)) {
      return files.toList();
    }
  }

  private void isKept(CliRun run, int code) throws IOException {
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
    assertThat(kept())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file).content().contains("precious");
              assertThat(run.err()).contains("is kept in " + file + ".");
            });
    assertThat(icloud.smtp().submissions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bob, 65",
    "--forward 1, 64",
    "--reply 99, 1",
    "-s 'x' -H 'X: \u0001' jo@icloud.com, 65",
  })
  void aTextForAMessageThatCannotBeComposed(String options, int code) throws IOException {
    String[] words = ("send " + options.replace("'", "")).split(" ", -1);
    if (options.contains("-H")) {
      words = new String[] {"send", "-H", "X: \u0001", "jo@icloud.com"};
    }
    isKept(icloud.setting(directory).withStdin("precious\n").run(words), code);
  }

  @Test
  void aTextForAnAnswerToWhatCannotBeFetched() throws IOException {
    icloud.faults().on("AUTHENTICATE").always().close();

    isKept(icloud.setting(directory).withStdin("precious\n").run("send", "--reply", "1"), 75);
  }

  @Test
  void aMessageOfALocalProgramThatGoesNowhere() throws IOException {
    String message = "To: bad address here@\nSubject: x\n\nprecious\n";

    isKept(icloud.setting(directory).withStdin(message).sendmail("-t"), 65);
  }

  @Test
  void aMessageOfALocalProgramWithoutAnAccount() throws IOException {
    isKept(
        icloud
            .setting(directory)
            .without("ICLOUD_MAIL_LOGIN")
            .withStdin("Subject: x\n\nprecious\n")
            .sendmail("root"),
        78);
  }

  @Test
  void whatIsSentLeavesNothingBehind() throws IOException {
    CliRun sent = icloud.setting(directory).withStdin("Subject: x\n\nprecious\n").sendmail("root");
    CliRun text = icloud.setting(directory).withStdin("x\n").run("send", "jo@icloud.com");

    assertThat(sent.exitCode()).as(sent.toString()).isZero();
    assertThat(text.exitCode()).as(text.toString()).isZero();
    assertThat(kept()).isEmpty();
  }
}
