package icloudmail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A directory that holds backups, each with a lock of its own, is none of them. */
class BackupWithinBackupTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private void deliver(String folder, String subject) {
    icloud.mailboxes().deliver(folder, Mails.plain("a@example.com", subject, "x").getBytes(UTF_8));
  }

  private void keeps(String format, String place, String... query) {
    CliRun run = fetch(format, place, query);
    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  private CliRun fetch(String format, String place, String... words) {
    Stream<String> head =
        Stream.of("fetch", "--as", format, "-o", directory.resolve(place).toString());
    return icloud
        .setting(directory)
        .run(Stream.concat(head, Stream.of(words)).toArray(String[]::new));
  }

  private List<String> tree(String place) throws IOException {
    Path root = directory.resolve(place);
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file) + " " + file.toFile().length())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"maildir", "eml", "mbox"})
  void whatLiesInADirectoryOfBackupsIsLeftAlone(String format) throws IOException {
    deliver("INBOX", "one");
    keeps(format, "mail/a", "--new", "in:inbox");
    keeps(format, "mail/INBOX", "--new", "in:inbox");
    List<String> a = tree("mail/a");
    List<String> inbox = tree("mail/INBOX");
    deliver("INBOX", "two");

    keeps(format, "mail", "--new", "in:inbox");

    assertThat(tree("mail/a")).isEqualTo(a);
    assertThat(tree("mail/INBOX")).isEqualTo(inbox);
    assertThat(fetch(format, "mail", "--verify", "in:inbox").exitCode()).isZero();
    assertThat(fetch(format, "mail/a", "--verify", "in:inbox").exitCode()).isEqualTo(1);
  }

  /** Of another account, say, that has a folder of the name of one within ours. */
  @ParameterizedTest
  @ValueSource(strings = {"maildir", "eml", "mbox"})
  void noStateOfAnotherBackupIsGoneOnWith(String format) throws IOException {
    icloud.mailboxes().create("Work/Archive");
    deliver("Archive", "theirs");
    keeps(format, "mail/Work", "--new", "in:Archive");
    List<String> work = tree("mail/Work");
    deliver("Work/Archive", "ours");

    keeps(format, "mail", "--new", "in:Work/Archive");

    assertThat(tree("mail/Work")).isEqualTo(work);
    List<String> both = tree("mail");
    keeps(format, "mail", "--new", "in:Work/Archive");
    assertThat(tree("mail")).isEqualTo(both);
    assertThat(fetch(format, "mail", "--verify", "in:Work/Archive").exitCode()).isZero();
    assertThat(fetch(format, "mail/Work", "--verify", "in:Archive").exitCode()).isZero();
  }

  /** What was meant for the folder around it leaves the lock where it was said. */
  @ParameterizedTest
  @ValueSource(strings = {"maildir", "eml", "mbox"})
  void aLockInTheDirectoryOfAFolderTakesItNotAway(String format) throws IOException {
    deliver("Archive", "one");
    keeps(format, "mail", "--new", "in:Archive");
    String folder = format.equals("maildir") ? "mail/.Archive" : "mail/Archive";
    Files.createDirectories(directory.resolve(folder));
    Files.createFile(directory.resolve(folder).resolve(".icloud-mail.lock"));
    List<String> before = tree("mail");

    keeps(format, "mail", "--new", "in:Archive");

    assertThat(tree("mail")).isEqualTo(before);
    assertThat(fetch(format, "mail", "--verify", "in:Archive").exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"maildir", "eml", "mbox"})
  void aBackupOfAnotherFormatBesideItIsNoHindrance(String format) {
    deliver("INBOX", "one");
    keeps("eml", "mail/a", "--new", "in:inbox");
    keeps(format, "mail", "--new", "in:inbox");
    keeps(format, "mail", "--new", "in:inbox");
  }
}
