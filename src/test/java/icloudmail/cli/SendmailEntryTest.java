package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.ServersExtension;
import icloudmail.testkit.SubmissionServer;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The second entry point, as programs call it. */
class SendmailEntryTest {
  @RegisterExtension static final ServersExtension SERVERS = new ServersExtension();

  private static final String MESSAGE = "To: a@example.com\nSubject: x\n\none\n.\ntwo\n";

  @TempDir Path directory;

  private CliRun sendmail(String words) {
    return sendmail(words, MESSAGE);
  }

  private CliRun sendmail(String words, String stdin) {
    return SERVERS.setting(directory).withStdin(stdin).sendmail(words.split(" ", -1));
  }

  private static SubmissionServer.Taken silentlyTaken(CliRun run) {
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEmpty();
    assertThat(SERVERS.servers().submission().taken()).hasSize(1);
    return SERVERS.servers().submission().taken().get(0);
  }

  private static void assertWrongUsage(CliRun run, String message) {
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("icloud-mail-sendmail: ").contains(message);
    assertThat(SERVERS.servers().submission().logins()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-FCronDaemon -i -B8BITMIME -oem root",
        "-FCronDaemon -i -odi -oem -oi -f root root",
        "-oem -oi -f jo@icloud.com -N failure,delay -R hdrs -- jo@icloud.com",
        "-i -m -v -r jo@icloud.com -- jo",
        "-ti -fwww-data@web.example",
        "root -oi",
        "-o i -f <> root",
        "-O IgnoreDots=True -O x=y -bm root",
        "-imnUvG -C cf -A c -L tag -h 3 -V id -X file -p x -e m -d0 root",
      })
  void everyProgramsWayToCallItIsTaken(String words) {
    SubmissionServer.Taken taken =
        silentlyTaken(sendmail(words, MESSAGE.replace("a@example.com", "root")));

    assertThat(taken.from()).isEqualTo("jo@icloud.com");
    assertThat(taken.recipients()).containsExactly("jo@icloud.com");
    assertThat(taken.data())
        .contains("To: jo@icloud.com\r\n", "From: ")
        .endsWith("\r\n\r\none\r\n.\r\ntwo\r\n");
    assertThat(SERVERS.servers().messages("Sent Messages")).containsExactly(taken.data());
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "-t", "-oem root"})
  void aLoneDotEndsTheMessageUnlessItIsToldNotTo(String words) {
    assertThat(silentlyTaken(sendmail(words)).data()).endsWith("\r\n\r\none\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"one\r\n.\r\ntwo", "one\n.", "one\n.\r"})
  void aLoneDotMayEndInAnyWay(String body) {
    assertThat(silentlyTaken(sendmail("root", "\n" + body)).data()).endsWith("\r\n\r\none\r\n");
  }

  @Test
  void otherDotsStay() {
    String body = "..\n.a\n.\r.\n a.\n";

    assertThat(silentlyTaken(sendmail("root", "\n" + body)).data())
        .endsWith("\r\n\r\n..\r\n.a\r\n.\r\n.\r\n a.\r\n");
  }

  @Test
  void theEmptyWordNamesNoSender() {
    CliRun run = SERVERS.setting(directory).withStdin("x").sendmail("-f", "", "-F", "Cron", "root");

    assertThat(silentlyTaken(run).data()).contains("From: Cron <jo@icloud.com>\r\n");
  }

  @Test
  void tAddsTheHeadersRecipients() {
    assertThat(silentlyTaken(sendmail("-t b@example.com")).recipients())
        .containsExactly("b@example.com", "a@example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-bs", "-bd", "-bt", "-bi", "-bv", "-b s"})
  void theModesOfAServerAreWrongUsage(String words) {
    assertWrongUsage(sendmail(words + " root"), " is for a mail server, which this is not\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Z", "-iZ", "--frobnicate", "-I"})
  void anUnknownOptionIsWrongUsage(String words) {
    assertWrongUsage(sendmail(words + " root"), "sendmail has no option -");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-f", "-oiF", "-F", "--account", "-o"})
  void anOptionWithoutItsValueIsWrongUsage(String words) {
    CliRun run = sendmail("root " + words);

    if (words.equals("-oiF")) {
      silentlyTaken(run);
    } else {
      assertWrongUsage(run, words + " wants a value\n");
    }
  }

  @Test
  void nobodyToSendToIsWrongUsage() {
    assertWrongUsage(sendmail("-i"), "nobody to send to\n");
    assertWrongUsage(sendmail("-t", "Subject: x\n\n"), "nobody to send to\n");
  }

  @Test
  void anEmptyMessageIsRefused() {
    CliRun run = sendmail("root", "");

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo("icloud-mail-sendmail: there is no message: standard input is empty\n");
  }

  @Test
  void aRefusedRecipientIsToldAndTheOthersAreServed() {
    CliRun run = sendmail("no@refused.example root");

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("icloud-mail-sendmail: not sent to no@refused.example: 550 5.1.1");
    assertThat(SERVERS.servers().submission().taken()).hasSize(1);
  }

  @Test
  void theAccountIsChosenAsByMsmtpOrTheEnvironment() {
    CliRun named = sendmail("-a other root");
    CliRun longer = sendmail("--account=other root");
    CliRun fromEnvironment =
        SERVERS.setting(directory).with("ICLOUD_MAIL_ACCOUNT", "other").sendmail("root");

    for (CliRun run : List.of(named, longer, fromEnvironment)) {
      assertThat(run.exitCode()).as(run.toString()).isEqualTo(78);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).startsWith("icloud-mail-sendmail: no account 'other' is set up\n");
    }
  }

  @Test
  void itHasAHelpAndAVersion() {
    CliRun help = sendmail("--help");
    CliRun version = sendmail("--version");

    assertThat(List.of(help.exitCode(), version.exitCode())).containsExactly(0, 0);
    assertThat(help.err() + version.err()).isEmpty();
    assertThat(help.out()).startsWith("Usage: icloud-mail-sendmail [OPTIONS] [--] [TO...]\n");
    assertThat(help.out()).contains("\n\nExamples:\n  ");
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(version.out()).startsWith("icloud-mail-sendmail ");
  }

  @Test
  void whatCannotBeSentNowIsQueuedAndSentByTheNextFlush() {
    CliRun.Setting online = SERVERS.setting(directory).withStdin(MESSAGE);
    CliRun.Setting offline =
        online.with(
            "ICLOUD_MAIL_LOCAL_SERVERS",
            SERVERS.servers().localServers().replaceFirst("smtp=\\d+", "smtp=1"));

    CliRun queued = offline.sendmail("-i", "root");
    CliRun listed = offline.sendmail("-bp");
    CliRun stillOffline = offline.sendmail("-q");
    CliRun flushed = online.sendmail("-q30m");
    CliRun emptied = online.sendmail("-bp");

    assertThat(queued.exitCode()).as(queued.toString()).isZero();
    assertThat(queued.out()).isEmpty();
    assertThat(queued.err())
        .startsWith("icloud-mail-sendmail: queued, to be sent by 'icloud-mail outbox --flush': ")
        .hasLineCount(1);
    assertThat(listed.exitCode()).isZero();
    assertThat(listed.out()).contains("\tqueued\t").hasLineCount(1);
    assertThat(listed.err()).isEmpty();
    assertThat(stillOffline.exitCode()).as(stillOffline.toString()).isEqualTo(75);
    assertThat(stillOffline.out()).isEmpty();
    assertThat(stillOffline.err()).startsWith("icloud-mail-sendmail: ");
    assertThat(silentlyTaken(flushed).data()).endsWith("\r\n\r\none\r\n.\r\ntwo\r\n");
    assertThat(emptied).asString().isEqualTo("exit code 0\nstdout:\n\nstderr:\n");
  }

  @Test
  void aLoginThatIsRefusedIsNoReasonToQueue() {
    CliRun run =
        SERVERS
            .setting(directory)
            .with("ICLOUD_MAIL_PASSWORD", "aaaa-bbbb-cccc-dddd")
            .withStdin(MESSAGE)
            .sendmail("root");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(77);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("icloud-mail-sendmail: ").contains("The message is kept");
  }

  @Test
  void whatAppleWouldRefuseIsMadeFitForIt() {
    try (ICloud icloud = new ICloud()) {
      icloud.smtp().settings().checksHeaderFrom(true);
      CliRun run =
          icloud
              .setting(directory)
              .withStdin("From: www@web.example.com (Web)\nTo: root\n\nx\n")
              .sendmail("-t", "-i", "-f", "www@web.example.com");

      assertThat(run.exitCode()).as(run.toString()).isZero();
      assertThat(run.out() + run.err()).isEmpty();
      assertThat(icloud.messages("INBOX"))
          .singleElement()
          .asString()
          .contains("From: Web <jo@icloud.com>\r\n", "To: jo@icloud.com\r\n")
          .contains("Reply-To: Web <www@web.example.com>\r\n");
    }
  }
}
