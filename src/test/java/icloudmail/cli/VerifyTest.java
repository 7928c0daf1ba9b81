package icloudmail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.Schema;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code fetch --verify}: a backup is examined, and mended where the server can help. */
class VerifyTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();
  private Path mail;

  @BeforeEach
  void backUpThree() {
    mail = directory.resolve("mail");
    deliver("one");
    deliver("two");
    deliver("three");
  }

  @AfterEach
  void close() {
    icloud.close();
  }

  private void deliver(String subject) {
    String text = Mails.plain("Ada <ada@example.com>", subject, "Text of " + subject + ".");
    icloud
        .mailboxes()
        .deliver("INBOX", text.getBytes(UTF_8), Instant.parse("2026-11-01T10:00:00Z"));
  }

  private CliRun run(String format, String... options) {
    Stream<String> words = Stream.of("fetch", "in:inbox", "--as", format, "-o", mail.toString());
    return icloud
        .setting(directory)
        .run(Stream.concat(words, Stream.of(options)).toArray(String[]::new));
  }

  private void isBackedUp(String format) {
    CliRun run = run(format, "--new");
    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  /** The file that holds the second message. */
  private Path second() throws IOException {
    try (Stream<Path> files = Files.walk(mail)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> text(file).contains("Subject: two"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void flipOneOctet(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int at = text(file).indexOf("Text of two") + 3;
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"maildir", "eml", "mbox"})
  void aGoodBackupIsSaidToBeOne(String format) {
    isBackedUp(format);

    CliRun run = run(format, "--verify");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("3 messages held, no difference\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"maildir", "eml", "mbox"})
  void aFlippedOctetIsFound(String format) throws IOException {
    isBackedUp(format);
    Path file = second();
    flipOneOctet(file);

    CliRun run = run(format, "--verify");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(74);
    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.out()).startsWith("damaged\tINBOX\tINBOX/1451405933/2273\t" + file + "\t");
    assertThat(run.err()).isEqualTo("3 messages held, 1 damaged or missing, 0 other differences\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"maildir", "eml"})
  void aMissingFileIsFound(String format) throws IOException {
    isBackedUp(format);
    Files.delete(second());

    CliRun run = run(format, "--verify");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(74);
    assertThat(run.out()).startsWith("missing\tINBOX\tINBOX/1451405933/2273\t").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"maildir", "eml"})
  void anExtraFileIsFound(String format) throws IOException {
    isBackedUp(format);
    Path extra = second().resolveSibling("stray.eml");
    Files.writeString(extra, "Subject: stray\r\n\r\n");

    CliRun run = run(format, "--verify");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.out()).startsWith("extra\tINBOX\t\t" + extra + "\t").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"maildir", "eml", "mbox"})
  void whatTheServerHasAndTheBackupHasNotIsNamed(String format) {
    isBackedUp(format);
    deliver("four");

    CliRun run = run(format, "--verify", "--jsonl");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.out().lines())
        .singleElement()
        .satisfies(line -> assertThat(Schema.problems("difference", Schema.parse(line))).isEmpty());
    assertThat(run.out())
        .contains("\"difference\":\"not-held\"", "\"ref\":\"INBOX/1451405933/2275\"");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void otherFlagsOnTheServerAreNamed() {
    isBackedUp("maildir");
    icloud.setting(directory).run("mark", "2273", "--read", "--flag");

    CliRun run = run("maildir", "--verify", "--jsonl");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.out())
        .hasLineCount(1)
        .contains("\"difference\":\"flags\"", "\"ref\":\"INBOX/1451405933/2273\"");
    assertThat(Schema.problems("difference", Schema.parse(run.out()))).isEmpty();
    run("maildir", "--new");
    assertThat(run("maildir", "--verify").err()).isEqualTo("3 messages held, no difference\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"maildir", "eml", "mbox"})
  void withNewWhatIsDamagedIsFetchedAgain(String format) throws IOException {
    isBackedUp(format);
    flipOneOctet(second());

    CliRun run = run(format, "--verify", "--new");
    CliRun after = run(format, "--verify");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).startsWith("damaged\t").contains("INBOX\t1451405933\t1\t");
    assertThat(after.exitCode()).as(after.toString()).isZero();
  }

  @Test
  void whatCannotBeFetchedAgainStaysAndIsNoSuccess() throws IOException {
    isBackedUp("maildir");
    Path file = second();
    flipOneOctet(file);
    icloud.mailboxes().expunge("INBOX", 2273);

    CliRun run = run("maildir", "--verify", "--new");
    CliRun after = run("maildir", "--verify");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(74);
    assertThat(run.err()).contains("could not be fetched again");
    assertThat(file).exists();
    assertThat(after.exitCode()).as(after.toString()).isEqualTo(74);
  }

  @Test
  void whereThereIsNoBackupThereIsNothingToVerify() {
    CliRun run = run("maildir", "--verify");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(66);
    assertThat(run.err()).contains("there is no backup in " + mail);
    assertThat(icloud.imap().connections()).isZero();
    assertThat(mail).doesNotExist();
  }

  @Test
  void nothingIsChangedByLooking() throws IOException {
    isBackedUp("maildir");
    Files.writeString(mail.resolve("tmp/left.behind"), "x");

    run("maildir", "--verify");

    assertThat(mail.resolve("tmp/left.behind")).exists();
    assertThat(icloud.mailboxes().flags("INBOX", 2273)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"maildir", "eml"})
  void withNewWhatNoStateVouchesForIsFetchedAgain(String format) throws IOException {
    isBackedUp(format);
    Path file = second();
    flipOneOctet(file);
    Files.delete(state(format.equals("eml") ? "INBOX" : ""));

    CliRun run = run(format, "--verify", "--new");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("its state is gone", "INBOX\t1451405933\t3\t");
    assertThat(text(second())).contains("Text of two");
    assertThat(run(format, "--verify").exitCode()).isZero();
  }

  private Path state(String folder) {
    return mail.resolve(folder).resolve(".icloud-mail");
  }

  @Test
  void whatNobodyVouchesForAndTheServerHasNoMoreIsNoSuccess() throws IOException {
    isBackedUp("maildir");
    Files.delete(state(""));
    icloud.mailboxes().expunge("INBOX", 2273);

    CliRun run = run("maildir", "--verify", "--new");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(74);
    assertThat(run.err())
        .contains("1 damaged, missing or unproven messages could not be fetched again");
    assertThat(second()).exists();
  }

  @Test
  void aStateThatTheQueryDoesNotReachIsNotPutRight() throws IOException {
    isBackedUp("maildir");
    Files.delete(state(""));

    CliRun run =
        icloud
            .setting(directory)
            .run("fetch", "in:sent", "--as", "maildir", "-o", mail.toString(), "--verify", "--new");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(74);
    assertThat(run.err()).contains(mail + " was not put right");
  }

  @Test
  void damageIsWorseThanAServerThatIsNotThere() throws IOException {
    isBackedUp("maildir");
    flipOneOctet(second());
    icloud.faults().on("CONNECT").always().close();

    CliRun run = run("maildir", "--verify");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(74);
    assertThat(run.out()).startsWith("damaged\t");
    assertThat(run.err()).contains("1 message of the backup is damaged or missing");
  }
}
