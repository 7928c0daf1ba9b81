package icloudmail.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a backup holds is mail to other programs: all of it, and they have nothing to say. */
class BackupReadByOthersIT {
  @TempDir static Path home;

  private static Lab lab;
  private static Path maildir;
  private static List<String> messages;

  @BeforeAll
  static void keep() throws IOException {
    lab = Lab.up(home);
    // well-formed ones, since others give the readers something to say
    lab.script("lab-seed", "--user", "alice", "--clean", "120");
    lab.script(
        "lab-seed", "--user", "alice", "--folder", "Archive", "--clean", "--seed", "7", "60");
    for (String format : List.of("maildir", "mbox")) {
      ProgramRun run =
          lab.mail("fetch", "in:any", "--as", format, "--new", "-o", format + "-backup");
      assertThat(run.exitCode()).as(run.toString()).isZero();
    }
    maildir = home.resolve("maildir-backup");
    messages = texts(maildir);
    assertThat(messages).hasSize(180);
  }

  @AfterAll
  static void down() {
    lab.close();
  }

  private static ProgramRun shell(String line) {
    Map<String, String> environment =
        Map.of(
            "PATH", "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME", home.toString(),
            "TERM", "xterm",
            "LC_ALL", "C.UTF-8",
            "CONF", lab.directory().resolve("dovecot/dovecot.conf").toString());
    return ProgramRun.shell(home, environment, "", line);
  }

  /**
   * The messages below a directory; line ends, and how many there are at the end, aside, and what
   * mutt and mbsync add to each.
   */
  private static List<String> texts(Path directory) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.getParent().endsWith("cur") || file.getParent().endsWith("new")) {
          String text = Files.readString(file, ISO_8859_1).replace("\r", "").stripTrailing();
          texts.add(text.replaceFirst("^From .*\n", "").replaceFirst("(?m)^X-TUID: .*\n", ""));
        }
      }
    }
    texts.sort(null);
    return texts;
  }

  /** A copy, since some of them write into what they read. */
  private static Path copy(String name) {
    ProgramRun run = shell("cp -a maildir-backup " + name);
    assertThat(run.exitCode()).as(run.toString()).isZero();
    return home.resolve(name);
  }

  @Test
  void dovecotServesIt() {
    copy("served");
    ProgramRun given = shell("chown -R mail:mail served && chmod a+x .");
    assertThat(given.exitCode()).as(given.toString()).isZero();

    ProgramRun run =
        shell(
            "doveadm -c $CONF -o mail_location=maildir:$HOME/served mailbox status -u alice"
                + " messages '*'; doveadm -c $CONF -o mail_location=maildir:$HOME/served"
                + " fetch -u alice 'size.physical' mailbox Archive all | grep -c ^size");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("INBOX messages=120\n", "Archive messages=60\n")
        .endsWith("\n60\n");
  }

  @Test
  void mbsyncCopiesIt() throws IOException {
    copy("far");
    Files.writeString(
        home.resolve("mbsyncrc"),
        """
        MaildirStore far
        Path FAR/
        Inbox FAR
        SubFolders Maildir++

        MaildirStore near
        Path NEAR/
        Inbox NEAR
        SubFolders Maildir++

        Channel all
        Far :far:
        Near :near:
        Patterns *
        Create Near
        Sync Pull
        SyncState *
        """
            .replace("FAR", home.resolve("far").toString())
            .replace("NEAR", home.resolve("near").toString())
            .replaceAll("(?m)^Path .*\n", ""));

    ProgramRun run = shell("mbsync -q -c mbsyncrc all");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(texts(home.resolve("near"))).isEqualTo(messages);
  }

  @Test
  void notmuchFindsIt() throws IOException {
    copy("indexed");
    Files.writeString(
        home.resolve("notmuch.conf"),
        "[database]\npath="
            + home.resolve("indexed")
            + "\n[user]\nprimary_email=alice@icloud.com\n"
            + "[new]\nignore=.icloud-mail;.icloud-mail.lock;maildirfolder\n");

    ProgramRun run =
        shell(
            "export NOTMUCH_CONFIG=$HOME/notmuch.conf; notmuch new &&"
                + " notmuch search --output=files --exclude=false '*' | wc -l");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).doesNotContain("Note:", "Error", "non-mail").endsWith("\n180\n");
  }

  @Test
  void mblazeListsIt() {
    ProgramRun run =
        shell(
            "mkdir -p .mblaze; : >.mblaze/seq; mdirs maildir-backup | mlist | mscan -f %S | wc -l;"
                + " mlist maildir-backup | mseq -S; mshow -N 1:3 >/dev/null");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("180\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"maildir-backup", "mbox-backup/INBOX.mbox"})
  void muttReadsIt(String place) throws IOException {
    Path out = Files.createDirectories(home.resolve("mutt-" + place.replace('/', '-') + "/cur"));
    Files.writeString(
        home.resolve("muttrc"),
        """
        set pipe_split=yes
        set wait_key=no
        set pipe_decode=no
        set quit=yes
        set move=no
        set record=
        set folder=.
        """);

    ProgramRun run =
        shell(
            // a terminal that does not end before mutt does
            "[ -p keys ] || mkfifo keys; exec 3<>keys; TMPDIR="
                + out
                + " timeout 60 script -qec \"mutt -n -F muttrc -R -f "
                + place
                + " -e 'push \\\"<tag-pattern>~A<enter><tag-prefix><pipe-message>"
                + "cat >\\$(mktemp)<enter><exit>\\\"'\" /dev/null <&3");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    List<String> inbox = texts(maildir.resolve("cur"));
    assertThat(texts(out)).as(run.toString()).hasSameSizeAs(inbox).isEqualTo(inbox);
  }

  @Test
  void pythonReadsEveryMbox() {
    ProgramRun run =
        shell(
            "python3 -c \"import mailbox; print([len(mailbox.mbox('mbox-backup/' + name)) for name"
                + " in ('INBOX.mbox', 'Archive.mbox')])\"");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).isEqualTo("[120, 60]\n");
  }
}
