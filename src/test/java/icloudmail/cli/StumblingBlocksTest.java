package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.MailServers;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people stumble over with iCloud Mail is answered in all places where they do. */
class StumblingBlocksTest {
  private static final List<String> ANSWERS =
      List.of(
          "app-specific password",
          "account.apple.com",
          "two-factor authentication",
          "revoked when the Apple Account password changes",
          "STARTTLS",
          "587",
          "SSL",
          "SMTP takes the whole",
          "the part before the @",
          "iCloud has no POP");
  private static final List<String> NAMES_OF_OTHERS =
      List.of("wrong version number", "Unsupported or unrecognized SSL message");

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  /** The same command against servers that refuse, answer without TLS, or are not there. */
  private String failing(String... command) {
    int plain = icloud.smtp().port();
    StringBuilder said = new StringBuilder();
    for (int port : new int[] {icloud.imap().port(), plain, 1}) {
      CliRun run =
          CliRun.Setting.against(port, plain, TestCertificate.valid(), directory)
              .with("ICLOUD_MAIL_PASSWORD", "aaaa-bbbb-cccc-dddd")
              .run(command);
      assertThat(run.exitCode()).as(run.toString()).isIn(75, 76, 77);
      said.append(run.out()).append(run.err());
    }
    return said.toString();
  }

  @Test
  void setupAnswersBeforeItAsks() {
    CliRun run =
        icloud
            .setting(directory)
            .onTerminal(80)
            .withStdin("jo@icloud.com\n\n")
            .typing(MailServers.PASSWORD)
            .run("setup");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(inOneLine(run.err())).contains(ANSWERS);
  }

  @Test
  void doctorAnswersWithTheFailure() {
    assertThat(inOneLine(failing("doctor"))).contains(ANSWERS).contains(NAMES_OF_OTHERS);
  }

  @Test
  void errorsAnswerAsWell() {
    assertThat(inOneLine(failing("check"))).contains(ANSWERS).contains(NAMES_OF_OTHERS);
  }

  @Test
  void theReadmeAnswersToo() throws IOException {
    assertThat(inOneLine(Files.readString(Path.of("README.md"))))
        .contains(ANSWERS)
        .contains(NAMES_OF_OTHERS);
  }

  private static String inOneLine(String text) {
    return text.replace("*", "").replaceAll("\\s+", " ");
  }
}
