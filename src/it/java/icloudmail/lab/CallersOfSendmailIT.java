package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that call sendmail, each as its users set it up, with the packaged entry point. */
class CallersOfSendmailIT {
  private static final String SENDMAIL =
      ProgramRun.launcher().resolveSibling("icloud-mail-sendmail").toString();
  private static final ProgramRun SILENT_SUCCESS = new ProgramRun(0, "", "");

  @TempDir static Path home;

  private static Lab lab;

  @BeforeAll
  static void up() {
    lab = Lab.up(home);
  }

  @AfterAll
  static void down() {
    lab.close();
  }

  /** Runs a line of shell; the environment is what cron gives. */
  private static ProgramRun shell(String stdin, String line) {
    return ProgramRun.shell(home, lab.environment(), stdin, line);
  }

  /** The messages of this subject once there are so many, oldest first, as they came. */
  private static List<String> arrived(String subject, int count) {
    for (int attempt = 0; attempt < 30; attempt++) {
      ProgramRun listed = lab.mail("list", "subject:\"" + subject + "\"", "--tsv", "--reverse");
      List<String> refs =
          listed.out().lines().map(row -> row.substring(0, row.indexOf('\t'))).toList();
      if (refs.size() == count) {
        return refs.stream().map(ref -> lab.mail("fetch", ref, "--as", "raw").out()).toList();
      }
    }
    throw new IllegalStateException("never delivered: " + subject);
  }

  private static String body(String message) {
    return message.substring(message.indexOf("\r\n\r\n") + 4);
  }

  @Test
  void cronsCallWithCronsMessageFromAnEmptyEnvironment() {
    String message =
        """
        From: root (Cron Daemon)
        To: root
        Subject: Cron <root@host> df -h
        MIME-Version: 1.0
        Content-Type: text/plain; charset=UTF-8
        Content-Transfer-Encoding: 8bit
        X-Cron-Env: <SHELL=/bin/sh>
        X-Cron-Env: <LOGNAME=root>

        Größe: 99 %
        .
        fertig
        """;

    ProgramRun run =
        ProgramRun.of(
            home,
            lab.environment(),
            message,
            SENDMAIL,
            "-FCronDaemon",
            "-i",
            "-B8BITMIME",
            "-oem",
            "root");

    assertThat(run).isEqualTo(SILENT_SUCCESS);
    String arrived = arrived("df -h", 1).get(0);
    assertThat(arrived)
        .contains("\r\nFrom: Cron Daemon <alice@icloud.com>\r\n", "\r\nTo: alice@icloud.com\r\n")
        .contains("\r\nX-Cron-Env: <LOGNAME=root>\r\n")
        .contains("\r\nContent-Transfer-Encoding: 8bit\r\n");
    assertThat(body(arrived)).isEqualTo("Größe: 99 %\r\n.\r\nfertig\r\n");
    assertThat(lab.mail("list", "in:sent", "subject:\"df -h\"").out()).hasLineCount(1);
  }

  /** In a mount namespace of its own, where no job but this one is; it runs as cron starts. */
  @Test
  void cronMailsWhatAJobSays() throws IOException {
    Path cron = Files.createDirectories(home.resolve("cron/tabs")).getParent();
    Files.createDirectory(cron.resolve("none"));
    Files.createFile(cron.resolve("crontab"));
    Files.writeString(
        cron.resolve("tabs/root"),
        "MAILTO=root\n@reboot echo 'full: Köln'; echo .; echo From here\n");
    Files.writeString(
        cron.resolve("sendmail"),
        "#!/bin/sh\n"
            + (SENDMAIL + " \"$@\" >" + cron + "/out 2>" + cron + "/err\n")
            + ("echo $? >" + cron + "/ended\n"));

    ProgramRun run =
        shell(
            "",
            """
            cd cron && chmod 600 tabs/root && chmod 755 sendmail && mkfifo ended || exit 99
            unshare -m sh -c '
              mount -t tmpfs none /run && mount --bind tabs /var/spool/cron/crontabs &&
              mount --bind none /etc/cron.d && mount --bind crontab /etc/crontab &&
              mount --bind sendmail /usr/sbin/sendmail && exec /usr/sbin/cron -f' &
            code=$(timeout 60 cat ended)
            kill $!
            wait
            cat out
            grep -v 'for tests' err >&2
            exit "$code"
            """);

    assertThat(run).isEqualTo(SILENT_SUCCESS);
    String arrived = arrived("echo From here", 1).get(0);
    assertThat(arrived)
        .contains("\r\nFrom: Cron Daemon <alice@icloud.com>\r\n", "\r\nTo: alice@icloud.com\r\n")
        .contains("\r\nX-Cron-Env: <LOGNAME=root>\r\n", "echo 'full: Köln'; echo .;");
    assertThat(body(arrived)).isEqualTo("full: Köln\r\n.\r\nFrom here\r\n");
  }

  @Test
  void gitSendsASeries() throws IOException {
    ProgramRun made =
        shell(
            "",
            """
            set -e
            git config --global user.name 'Ålice Löwe'
            git config --global user.email alice@icloud.com
            git config --global sendemail.confirm never
            git init -q repo && cd repo
            for n in one two; do
              printf 'Grüße %s\\n.\\nFrom here\\n' $n >$n && git add $n && git commit -q -m "Add $n ü"
            done
            git format-patch -q --root -o ../series
            """);
    assertThat(made.exitCode()).as(made.toString()).isZero();

    ProgramRun sent =
        shell(
            "",
            "git send-email --quiet --sendmail-cmd="
                + SENDMAIL
                + " --to=alice@icloud.com --cc='Bob <bob@icloud.com>' --cc=list@example.com"
                + " --suppress-cc=all --in-reply-to='<cover@example.com>' --8bit-encoding=UTF-8"
                + " series/*.patch");

    assertThat(sent)
        .isEqualTo(
            new ProgramRun(
                0,
                """
                Sent [PATCH 1/2] =?UTF-8?q?Add=20one=20=C3=BC?=
                Sent [PATCH 2/2] =?UTF-8?q?Add=20two=20=C3=BC?=
                """,
                ""));
    List<String> patches = arrived("[PATCH", 2);
    for (int i = 0; i < 2; i++) {
      assertThat(patches.get(i))
          .contains("\r\nFrom: =?UTF-8?", "<alice@icloud.com>\r\n", "To: alice@icloud.com\r\n")
          .contains("Bob <bob@icloud.com>", "list@example.com")
          .contains("<cover@example.com>");
    }
    Path mbox =
        Files.writeString(
            home.resolve("mbox"),
            String.join(
                "",
                patches.stream()
                    .map(
                        patch ->
                            "From alice Mon Nov 23 09:00:00 2026\n"
                                + patch.replace("\r\n", "\n")
                                + "\n")
                    .toList()));
    ProgramRun applied =
        shell(
            "",
            "git init -q other && cd other && git am -q "
                + mbox
                + " && git log --format=%s --reverse && cmp one ../repo/one && cmp two ../repo/two");
    assertThat(applied).isEqualTo(new ProgramRun(0, "Add one ü\nAdd two ü\n", ""));
  }

  @Test
  void gitTakesItForItsServerToo() {
    ProgramRun run =
        shell(
            "From: Alice <alice@icloud.com>\nSubject: by path\nTo: x@example.com\n\nx\n",
            "cat >one.patch && git send-email --quiet --smtp-server="
                + SENDMAIL
                + " --envelope-sender=alice@me.com --from=alice@icloud.com"
                + " --confirm=never --to=alice@icloud.com one.patch");

    assertThat(run).isEqualTo(new ProgramRun(0, "Sent by path\n", ""));
    assertThat(arrived("by path", 1).get(0))
        .startsWith("Return-Path: <alice@me.com>\r\n")
        .contains("\r\nFrom: Alice <alice@icloud.com>\r\n");
  }

  @Test
  void muttSendsAnAttachment() throws IOException {
    byte[] bytes = new byte[300_000];
    new Random(2).nextBytes(bytes);
    Files.write(home.resolve("Übersicht.bin"), bytes);

    ProgramRun run =
        shell(
            "Grüße\n.\nFrom mutt\n",
            "LC_ALL=C.UTF-8 mutt -n -F /dev/null -e 'set sendmail=\""
                + SENDMAIL
                + " -oem -oi\"' -e 'set copy=no use_from=yes use_envelope_from=yes from=alice@icloud.com'"
                + " -e 'set realname=\"Älice\"' -s 'von mutt ü' -a Übersicht.bin"
                + " -b hidden@example.com -- alice@icloud.com");

    assertThat(run).isEqualTo(SILENT_SUCCESS);
    String arrived = arrived("von mutt", 1).get(0);
    assertThat(arrived)
        .contains("<alice@icloud.com>\r\n", "To: alice@icloud.com\r\n")
        .doesNotContain("hidden@example.com");
    ProgramRun shown = lab.mail("fetch", "subject:\"von mutt ü\"");
    assertThat(shown.out())
        .contains("From: Älice <alice@icloud.com>\n", "\nGrüße\n.\nFrom mutt\n")
        .contains("[attachment 1] Übersicht.bin");
    ProgramRun saved =
        lab.mail("fetch", "subject:\"von mutt ü\"", "--as", "attachments", "-o", "from-mutt");
    assertThat(saved.exitCode()).as(saved.toString()).isZero();
    assertThat(home.resolve("from-mutt/Übersicht.bin")).hasBinaryContent(bytes);
  }

  @Test
  void sNailSendsByIt() {
    ProgramRun run =
        shell(
            "Grüße\n.\nvon s-nail\n",
            "LC_ALL=C.UTF-8 s-nail -:/ -Sv15-compat -Smta="
                + SENDMAIL
                + " -Sfrom=alice@icloud.com -S sendwait -s 'by s-nail' -c c@example.com"
                + " alice@icloud.com");

    assertThat(run).isEqualTo(SILENT_SUCCESS);
    assertThat(arrived("by s-nail", 1).get(0))
        .contains("From: alice@icloud.com\r\n", "To: alice@icloud.com\r\n", "c@example.com");
    assertThat(lab.mail("fetch", "subject:\"by s-nail\"").out())
        .endsWith("\nGrüße\n.\nvon s-nail\n");
  }

  @Test
  void aLinkNamedSendmailIsEnough() throws IOException {
    Path link =
        Files.createSymbolicLink(
            Files.createDirectories(home.resolve("sbin")).resolve("sendmail"), Path.of(SENDMAIL));
    Path second = Files.createSymbolicLink(home.resolve("sbin/mta"), Path.of("sendmail"));

    // PHP's default is 'sendmail -t -i'
    ProgramRun php =
        shell(
            "To: alice@icloud.com\nSubject: by a link\nFrom: www-data@web.example.com\n\nx\n",
            second + " -t -i");

    assertThat(php).isEqualTo(SILENT_SUCCESS);
    assertThat(arrived("by a link", 1).get(0))
        .contains("\r\nFrom: alice@icloud.com\r\n", "\r\nReply-To: www-data@web.example.com\r\n");
    assertThat(link).isSymbolicLink();
  }

  @Test
  void aServerThatIsAwayIsNoFailureForTheCaller() throws IOException {
    Path elsewhere = Files.createDirectories(home.resolve("away"));
    Map<String, String> away = new HashMap<>(lab.environment());
    away.put("XDG_STATE_HOME", elsewhere.toString());
    away.computeIfPresent(
        "ICLOUD_MAIL_LOCAL_SERVERS",
        (name, servers) -> servers.replaceFirst("smtp=\\d+", "smtp=1"));

    ProgramRun queued = ProgramRun.of(home, away, "Subject: later\n\nx\n", SENDMAIL, "-i", "root");
    Map<String, String> back = new HashMap<>(lab.environment());
    back.put("XDG_STATE_HOME", elsewhere.toString());
    ProgramRun flushed = ProgramRun.of(home, back, "", SENDMAIL, "-q");

    assertThat(queued.exitCode()).as(queued.toString()).isZero();
    assertThat(queued.out()).isEmpty();
    assertThat(queued.err()).startsWith("icloud-mail-sendmail: queued, ").hasLineCount(1);
    assertThat(flushed).isEqualTo(SILENT_SUCCESS);
    assertThat(body(arrived("later", 1).get(0))).isEqualTo("x\r\n");
  }
}
