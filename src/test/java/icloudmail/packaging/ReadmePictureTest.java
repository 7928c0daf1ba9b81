package icloudmail.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.render.Terminal;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The picture that the README shows is a real run, against the double. It is drawn anew by {@code
 * ./mvnw test -Dtest=ReadmePictureTest -Dpicture=draw}.
 */
class ReadmePictureTest {
  private static final Path PICTURE = Path.of("src/main/readme/terminal.svg");
  private static final int COLUMNS = 100;
  private static final String ALERT =
      Mails.plain("Monitor <alert@example.com>", "ALERT: disk full", "/dev/sda1 99 %");

  @TempDir Path directory;

  @Test
  void thePictureIsWhatTheProgramPrints() throws IOException {
    String drawn = drawn();
    if ("draw".equals(System.getProperty("picture"))) {
      Files.createDirectories(PICTURE.getParent());
      Files.writeString(PICTURE, drawn);
    }

    assertThat(PICTURE).content().isEqualTo(drawn);
    assertThat(Path.of("README.md")).content().contains("](" + PICTURE + ")");
  }

  private String drawn() {
    TerminalPicture picture = new TerminalPicture(COLUMNS);
    try (ICloud icloud = new ICloud()) {
      deliver(icloud);
      CliRun.Setting setting = onTerminal(icloud.setting(directory).with("PAGER", "cat"), true);
      show(picture, setting, "icloud-mail list -n 5", "list", "-n", "5");
      show(picture, setting, "icloud-mail fetch subject:invoice", "fetch", "subject:invoice");
      show(
          picture,
          onTerminal(setting.withStdin("/dev/sda1        40G   38G  1.2G  97% /\n"), false),
          "df -h / | icloud-mail send -s 'disk of web1' ada@example.com",
          "send",
          "-s",
          "disk of web1",
          "ada@example.com");
      setting.run("check", "-q", "--new=alerts", "subject:ALERT");
      icloud.mailboxes().deliver("INBOX", ALERT.getBytes(StandardCharsets.UTF_8), CliRun.NOW);
      show(
          picture,
          setting,
          "icloud-mail check --new=alerts subject:ALERT",
          "check",
          "--new=alerts",
          "subject:ALERT");
    }
    return picture.svg();
  }

  private static CliRun.Setting onTerminal(CliRun.Setting from, boolean in) {
    Terminal terminal = new Terminal(in, true, true, COLUMNS, true);
    return new CliRun.Setting(
        from.environment(), terminal, from.stdin(), from.clock(), from.ticker(), from.typed());
  }

  private static void show(
      TerminalPicture picture, CliRun.Setting setting, String typed, String... arguments) {
    CliRun run = setting.run(arguments);
    assertThat(run.exitCode()).as(run.toString()).isLessThanOrEqualTo(1);
    picture.typed(typed);
    picture.printed((run.out() + run.err()).replaceAll("<[0-9a-f-]{36}@", "<0d6f3e5c-1b7a-…@"));
  }

  private static void deliver(ICloud icloud) {
    String[] all = {
      Mails.plain("Ada Lovelace <ada@example.com>", "Notes on the engine", "See you at noon."),
      Mails.html(
          "Your invoice",
          "<p>Thank you.</p><table><tr><td>Tea</td><td>4.50</td></tr>"
              + "<tr><td>Cake</td><td>6.00</td></tr></table>"),
      Mails.plain(
          "=?UTF-8?B?5bGx55Sw5aSq6YOO?= <taro@example.net>",
          "=?UTF-8?B?5Lya6K2w44Gu5Lu2?=",
          "明日の会議は十時です。"),
      Mails.attachments(),
      ALERT
    };
    for (int i = 0; i < all.length; i++) {
      Duration ago = Duration.ofMinutes((all.length - i) * 47L - 40);
      icloud
          .mailboxes()
          .deliver("INBOX", all[i].getBytes(StandardCharsets.UTF_8), CliRun.NOW.minus(ago));
    }
  }
}
