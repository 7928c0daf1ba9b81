package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.ServersExtension;
import icloudmail.testkit.SubmissionServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code send --raw} and {@code send -t}. */
class SendPreparedTest {
  @RegisterExtension static final ServersExtension SERVERS = new ServersExtension();

  private static final String MESSAGE =
      """
      From: Jo <jo@icloud.com>
      To: a@example.com
      Bcc: hidden@example.com
      Subject: prepared
      Date: Mon, 23 Nov 2026 09:00:00 +0100
      Message-ID: <prepared@icloud.com>
      MIME-Version: 1.0

      as it\tis \n.\n..dots
      """;
  private static final String SENT =
      MESSAGE.replace("Bcc: hidden@example.com\n", "").replace("\n", "\r\n");

  @TempDir Path directory;

  private CliRun.Setting setting() {
    return SERVERS.setting(directory).withStdin(MESSAGE);
  }

  private static SubmissionServer.Taken taken() {
    assertThat(SERVERS.servers().submission().taken()).hasSize(1);
    return SERVERS.servers().submission().taken().get(0);
  }

  private void goesTo(CliRun run, String... recipients) {
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo("<prepared@icloud.com>\t" + String.join(" ", recipients) + "\tsent\t\n");
    assertThat(taken().recipients()).containsExactly(recipients);
    assertThat(taken().data()).isEqualTo(SENT);
    assertThat(SERVERS.servers().messages("Sent Messages")).containsExactly(SENT);
  }

  private Path file(String name) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(directory);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, MESSAGE);
  }

  @Test
  void standardInputGoesToWhomItsHeaderNames() {
    goesTo(setting().run("send", "--raw"), "a@example.com", "hidden@example.com");
  }

  @Test
  void aWordWithAnAtIsARecipient() {
    goesTo(setting().run("send", "--raw", "b@example.com"), "b@example.com");
  }

  @Test
  void aDashIsStandardInput() {
    goesTo(setting().run("send", "--raw", "-", "b@example.com"), "b@example.com");
  }

  @Test
  void anotherOptionMayFollow() {
    goesTo(setting().run("send", "--raw", "--tsv", "b@example.com"), "b@example.com");
  }

  @Test
  void anotherWordIsAFile() throws IOException {
    String file = file("message.eml").toString();

    goesTo(setting().withStdin("").run("send", "--raw", file, "b@example.com"), "b@example.com");
  }

  @Test
  void aPathWithAnAtIsAFile() throws IOException {
    String file = file("jo@icloud.com/1.eml").toString();

    goesTo(setting().withStdin("").run("send", "--raw", file, "b@example.com"), "b@example.com");
  }

  @Test
  void afterAnEqualsSignItIsAFile() throws IOException {
    String file = file("jo@icloud.com").toString();

    goesTo(setting().withStdin("").run("send", "--raw=" + file, "b@example.com"), "b@example.com");
  }

  @Test
  void afterAnEqualsSignEvenAnAddressIsAFile() {
    CliRun run = setting().run("send", "--raw=jo@icloud.com", "b@example.com");

    assertThat(run.exitCode()).isEqualTo(66);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo("icloud-mail: cannot read the message jo@icloud.com\n  There is none.\n");
  }

  @Test
  void tAddsTheHeadersRecipients() {
    goesTo(
        setting().run("send", "-t", "b@example.com"),
        "b@example.com",
        "a@example.com",
        "hidden@example.com");
  }

  @Test
  void dryRunPrintsWhatWouldGoOut() {
    CliRun run = setting().without("ICLOUD_MAIL_PASSWORD").run("send", "--raw", "--dry-run");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).isEqualTo(SENT);
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--subject=x", "--cc=c@example.com", "--bcc=c@x.y", "--message=x", "--file=x"})
  void whatWritesAMessageDoesNotGoWithIt(String option) {
    CliRun run = setting().run("send", "--raw", option);
    CliRun t = setting().run("send", "-t", option);

    String name = option.substring(0, option.indexOf('='));
    assertThat(List.of(run.exitCode(), t.exitCode())).containsExactly(64, 64);
    assertThat(run.out() + t.out()).isEmpty();
    assertThat(run.err()).startsWith("icloud-mail: " + name + " does not go with --raw\n");
    assertThat(t.err()).startsWith("icloud-mail: " + name + " does not go with -t\n");
  }

  @Test
  void aTerminalIsAskedForNoMessage() {
    CliRun run = setting().onTerminal(80).run("send", "-t");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("icloud-mail: there is no message\n  Give it on ");
  }

  @Test
  void aSenderThatIsNotTheAccountsIsRefused() {
    CliRun run = setting().run("send", "--raw", "-F", "x@example.org");

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("550 5.7.0 From address is not one of your addresses");
  }

  @Test
  void emptyInputIsRefused() {
    CliRun run = setting().withStdin("").run("send", "-t");

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("icloud-mail: there is no message: standard input is empty\n");
  }
}
