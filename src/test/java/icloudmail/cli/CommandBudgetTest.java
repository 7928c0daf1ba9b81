package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.ScriptedSmtp;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many commands each job costs after the TLS handshake, Apple's servers saying nothing of their
 * capabilities with the login. LOGOUT and QUIT are said and not waited for.
 */
class CommandBudgetTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @BeforeEach
  void deliver() {
    for (int i = 0; i < 30; i++) {
      icloud.deliver(Mails.plain("a@example.com", "number " + i, "x"));
    }
  }

  @AfterEach
  void close() {
    icloud.close();
  }

  private static List<String> waitedFor(List<String> commands) {
    return commands.stream()
        .filter(line -> !line.equals("LOGOUT") && !line.equals("QUIT"))
        .map(line -> line.replaceFirst("^((UID )?\\S+).*", "$1"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "check --count          | AUTHENTICATE STATUS",
        "check -q               | AUTHENTICATE STATUS",
        "list                   | AUTHENTICATE EXAMINE FETCH",
        "list is:unread         | AUTHENTICATE EXAMINE UID_SEARCH UID_FETCH",
        "list from:a subject:5  | AUTHENTICATE EXAMINE UID_SEARCH UID_FETCH",
        "list --count           | AUTHENTICATE STATUS",
        "check -q in:INBOX      | AUTHENTICATE STATUS",
        "list --count is:unread | AUTHENTICATE STATUS",
        "list --count is:flagged | AUTHENTICATE EXAMINE UID_SEARCH",
        "list --snippet         | AUTHENTICATE EXAMINE FETCH UID_FETCH",
        "fetch 2280             | AUTHENTICATE EXAMINE UID_FETCH",
        "mark 2280 --read       | AUTHENTICATE SELECT UID_SEARCH UID_STORE",
        "move 2280 archive      | AUTHENTICATE LIST SELECT UID_SEARCH UID_MOVE",
      })
  void ofReadingAndMoving(String line, String commands) {
    CliRun run = icloud.setting(directory).run(line.strip().split(" +", -1));

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(waitedFor(icloud.imap().commands()).stream().map(each -> each.replace(' ', '_')))
        .containsExactly(commands.split(" ", -1));
    assertThat(icloud.imap().connections()).isEqualTo(1);
  }

  @Test
  void ofSending() {
    CliRun run = icloud.setting(directory).run("send", "-m", "x", "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    // the dot that ends DATA is the eighth
    assertThat(waitedFor(icloud.smtp().commands()))
        .containsExactly("EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL", "RCPT", "DATA");
    assertThat(waitedFor(icloud.imap().commands()))
        .containsExactly("AUTHENTICATE", "LIST", "EXAMINE", "UID SEARCH", "APPEND");
    assertThat(icloud.imap().connections()).isEqualTo(1);
  }

  @Test
  @Timeout(20)
  void theCopysConnectionIsLoggedInWhileTheMessageIsHandedOver() {
    UnaryOperator<String> slow =
        command -> {
          // the message is not taken before the folders were asked for
          while (command.equals(".") && !waitedFor(icloud.imap().commands()).contains("LIST")) {
            Thread.onSpinWait();
          }
          return null;
        };
    try (ScriptedSmtp smtp = new ScriptedSmtp(TestCertificate.valid(), slow)) {
      CliRun run =
          CliRun.Setting.against(
                  icloud.imap().port(), smtp.port(), TestCertificate.valid(), directory)
              .run("send", "-m", "x", "a@example.com");

      assertThat(run.exitCode()).as(run.toString()).isZero();
      assertThat(run.err()).isEmpty();
      assertThat(icloud.messages(icloud.sent())).hasSize(1);
      assertThat(icloud.imap().connections()).isEqualTo(1);
    }
  }

  @Test
  void aRefusedPasswordIsTriedAtOneServerOnly() {
    icloud.faults().on("AUTH").always().bad("5.7.8 Error: authentication failed");

    CliRun run = icloud.setting(directory).run("send", "-m", "x", "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(77);
    assertThat(icloud.imap().commands()).isEmpty();
  }

  @Test
  void whereNoCopyIsFiledNobodyConnects() {
    CliRun run = icloud.setting(directory).run("send", "--no-copy", "-m", "x", "a@example.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(icloud.imap().connections()).isZero();
  }
}
