package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.ScriptedImap;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that does not stop talking is left, and told in a few words. */
class EndlessAnswersTest {
  private static final long GIB = 1L << 30;

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun run(String... arguments) {
    return icloud.setting(directory).run(arguments);
  }

  private static void isTold(CliRun run) {
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("icloud-mail: ").hasSizeLessThan(1500);
    assertThat(run.err().lines().count()).isLessThan(5);
  }

  @Test
  void inALineOfAGreeting() {
    icloud.faults().on("CONNECT").endless(GIB);

    CliRun run = run("check", "-q");

    isTold(run);
    assertThat(run.err()).contains("sends too much before anything is asked");
  }

  @Test
  void inLinesInPlaceOfAGreeting() {
    icloud.faults().on("CONNECT").flood(500_000);

    isTold(run("check", "-q"));
  }

  @Test
  void inALineOfAnAnswer() {
    icloud.faults().on("STATUS").endless(GIB);

    CliRun run = run("check");

    isTold(run);
    assertThat(run.err()).contains("the server sends too much (opening INBOX");
  }

  @Test
  void inLinesThatNobodyAskedFor() {
    icloud.faults().on("STATUS").flood(500_000);

    isTold(run("check"));
  }

  @Test
  void inALiteralThatIsAnnounced() {
    icloud.deliver("Subject: small\n\ntext\n");
    icloud.faults().on("UID FETCH").always().miscount(2_000_000_000);

    isTold(run("fetch", "2272"));
  }

  @Test
  void inALineOfASubmissionServer() {
    icloud.faults().on("EHLO").after(1).endless(GIB);

    isTold(run("send", "-m", "precious", "bob@example.com"));
    assertThat(run("outbox").out()).contains("bob@example.com");
  }

  @Test
  void inLinesOfASubmissionServer() {
    icloud.faults().on("AUTH").flood(500_000);

    isTold(run("send", "-m", "precious", "bob@example.com"));
  }

  @Test
  void aLongReplyIsShownByItsBeginning() {
    icloud.faults().on("MAIL").bad("5.1.0 no " + "and no ".repeat(2000));

    CliRun run = run("send", "-m", "precious", "bob@example.com");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("5.1.0 no and no and no").contains("…").hasSizeLessThan(2000);
  }

  @ParameterizedTest
  @CsvSource({"NO cannot, 75", "BAD cannot, 76", "OK done, 76"})
  void aLongNameOfAFolderIsShownByItsBeginning(String reply, int code) {
    String name = "long".repeat(1000);
    try (ScriptedImap server =
        new ScriptedImap(
            TestCertificate.valid(),
            (tag, command) ->
                command.startsWith("LIST")
                    ? "* LIST () \"/\" " + name + "\r\n" + tag + " OK done\r\n"
                    : tag + (command.startsWith("STATUS") ? " " + reply : " OK done") + "\r\n")) {
      CliRun run =
          CliRun.Setting.against(server.port(), 1, TestCertificate.valid(), directory)
              .run("folders");

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(code);
      assertThat(run.err()).contains("longlong", "…").hasSizeLessThan(1000);
    }
  }
}
