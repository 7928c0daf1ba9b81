package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.ScriptedSmtp;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses with letters beyond ASCII: SMTPUTF8 (RFC 6531), and domains as A-labels (RFC 5891). */
class InternationalAddressesTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private List<String> commands() {
    return icloud.smtp().commands().stream().filter(line -> line.matches("(MAIL|RCPT).*")).toList();
  }

  @Test
  void aLocalPartGoesAsUtf8() {
    CliRun run =
        icloud
            .setting(directory)
            .run("send", "-m", "x", "-c", "Jö <jürgen@bücher.example>", "a@b.de");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(commands().get(0)).startsWith("MAIL FROM:<jo@icloud.com> ").endsWith(" SMTPUTF8");
    assertThat(icloud.smtp().submissions().get(0).recipients())
        .containsExactly("a@b.de", "jürgen@xn--bcher-kva.example");
    assertThat(icloud.smtp().submissions().get(0).data())
        .contains("Cc: =?UTF-8?B?SsO2?= <jürgen@xn--bcher-kva.example>\r\n");
  }

  @Test
  void aServerWithoutItIsSentNothing() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (ScriptedSmtp server =
        new ScriptedSmtp(
            TestCertificate.valid(),
            line -> {
              heard.add(line);
              return line.startsWith("EHLO") && heard.contains("STARTTLS")
                  ? "250-smtp\r\n250-8BITMIME\r\n250 AUTH PLAIN"
                  : null;
            })) {
      CliRun run =
          CliRun.Setting.against(1, server.port(), TestCertificate.valid(), directory)
              .run("send", "-m", "x", "jürgen@b.de");

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(65);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .contains("an address has other letters than ASCII, and ", "does not offer SMTPUTF8")
          .contains("Nothing was sent.");
      assertThat(heard).noneMatch(line -> line.matches("(MAIL|RCPT|DATA).*"));
    }
  }

  @Test
  void aDomainAloneNeedsNoExtension() {
    CliRun run = icloud.setting(directory).run("send", "-m", "x", "a@bücher.example");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(commands()).last().isEqualTo("RCPT TO:<a@xn--bcher-kva.example>");
    assertThat(commands().get(0)).doesNotContain("SMTPUTF8");
  }

  @Test
  void aDomainThatMeansAnotherToOthersIsRefused() {
    CliRun run = icloud.setting(directory).run("send", "-m", "x", "a@straße.de");

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("its domain means another one to older software");
    assertThat(icloud.smtp().connections()).isZero();
    assertThat(Files.exists(directory.resolve("icloud-mail/outbox"))).isFalse();
  }
}
