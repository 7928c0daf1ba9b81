package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.icloud.ICloud;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code signature} and {@code sent-copy} of an account. */
class SignatureTest {
  private static final String SIGNED = "-- \r\nJo Doe\r\nR&D";

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @BeforeEach
  void configure() throws IOException {
    Path home = Files.createDirectories(directory.resolve("config/icloud-mail"));
    Files.writeString(
        home.resolve("config.toml"),
        """
        [accounts.jo]
        login = "jo@icloud.com"
        signature = \"""
        Jo Doe
        R&D
        \"""
        sent-copy = false
        """);
  }

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun.Setting setting() {
    return icloud.setting(directory).without("ICLOUD_MAIL_LOGIN");
  }

  private MimeMessage composed(CliRun.Setting setting, String... arguments)
      throws MessagingException {
    CliRun run = setting.run(arguments);
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    return new MimeMessage(null, new ByteArrayInputStream(run.stdout().toByteArray()));
  }

  @Test
  void aTextIsSigned() throws Exception {
    MimeMessage message =
        composed(setting(), "send", "--dry-run", "-m", "At eight.", "a@example.com");

    assertThat(message.getContent()).isEqualTo("At eight.\r\n\r\n" + SIGNED + "\r\n");
  }

  @Test
  void markdownIsSignedInBothItsForms() throws Exception {
    Multipart both =
        (Multipart)
            composed(
                    setting(),
                    "send",
                    "--dry-run",
                    "--markdown",
                    "-m",
                    "*At* eight.",
                    "a@example.com")
                .getContent();

    assertThat(both.getBodyPart(0).getContent()).isEqualTo("*At* eight.\r\n\r\n" + SIGNED + "\r\n");
    assertThat(both.getBodyPart(1).getContent().toString().replace("\r", ""))
        .contains("<p><em>At</em> eight.</p>\n<p>--<br />\nJo Doe<br />\nR&amp;D</p>\n");
  }

  @Test
  void htmlIsSignedWithinItsBody() throws Exception {
    Multipart both =
        (Multipart)
            composed(
                    setting(),
                    "send",
                    "--dry-run",
                    "--html",
                    "-m",
                    "<html><body><p>At eight.</p></body></html>",
                    "a@example.com")
                .getContent();

    assertThat(both.getBodyPart(1).getContent().toString().replace("\r", ""))
        .contains("<p>At eight.</p><p>-- <br>\nJo Doe<br>\nR&amp;D</p>\n</body></html>");
  }

  @Test
  void anAnswerIsSignedAboveWhatItQuotes() throws Exception {
    icloud.deliver(Mails.plain("ada@example.com", "Dinner", "When?"));

    MimeMessage message =
        composed(setting(), "send", "--dry-run", "--reply", "subject:Dinner", "-m", "At eight.");

    assertThat(message.getContent().toString())
        .startsWith("At eight.\r\n\r\n" + SIGNED + "\r\n\r\n")
        .containsSubsequence(SIGNED, "wrote:", "> When?");
  }

  @Test
  void whatIsPreparedByOthersIsNotSigned() throws Exception {
    MimeMessage message =
        composed(
            setting().withStdin("To: a@example.com\nFrom: jo@icloud.com\n\nAt eight.\n"),
            "send",
            "--dry-run",
            "--raw",
            "-t");

    assertThat(message.getContent()).isEqualTo("At eight.\r\n");
  }

  @Test
  void aSignatureAloneIsNoMessage() {
    CliRun run =
        setting().onTerminal(80).with("EDITOR", "true").run("send", "-s", "x", "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(64);
    assertThat(run.err()).contains("the text is as it was", "Nothing is sent.");
    assertThat(icloud.smtp().connections()).isZero();
  }

  @Test
  void noCopyIsFiledWhereTheAccountWantsNone() {
    CliRun run = setting().run("send", "--json", "-m", "x", "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("\"sentCopy\":{\"status\":\"skipped\"");
    assertThat(icloud.imap().connections()).isZero();
  }
}
