package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mailbox with every kind of message that the seeder knows, well-formed and not. */
class EveryKindIT {
  private static final int MESSAGES = 60;

  /** One of the kinds has no octet at all, which is never passed off as a message. */
  private static final int EMPTY = 1;

  @TempDir static Path home;

  private static Lab lab;

  @BeforeAll
  static void up() {
    lab = Lab.up(home);
    lab.script("lab-seed", "--user", "alice", Integer.toString(MESSAGES));
  }

  @AfterAll
  static void down() {
    lab.close();
  }

  @Test
  void everyMessageIsListed() {
    ProgramRun run = lab.mail("list", "-n", "1000", "--jsonl");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines())
        .hasSize(MESSAGES)
        .allSatisfy(
            line -> assertThat(Schema.problems("envelope", Schema.parse(line))).as(line).isEmpty());
  }

  @Test
  void everyMessageIsReadable() {
    ProgramRun run = lab.mail("fetch", "1:*", "--jsonl");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(76);
    assertThat(run.err()).contains("hands out an empty message").hasLineCount(1);
    assertThat(run.out().lines())
        .hasSize(MESSAGES - EMPTY)
        .allSatisfy(
            line -> assertThat(Schema.problems("message", Schema.parse(line))).as(line).isEmpty());
  }

  @Test
  void everyMessageComesByteForByte() throws IOException {
    ProgramRun run = lab.mail("fetch", "1:*", "--as", "eml", "-o", "all");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(76);
    Map<String, Integer> stored = contents(lab.directory().resolve("mail/alice/inbox"));
    assertThat(stored.remove("")).isEqualTo(EMPTY);
    Map<String, Integer> fetched = contents(home.resolve("all"));
    assertThat(fetched).isEqualTo(stored).hasSizeGreaterThan(40);
  }

  @Test
  void noControlCharacterGetsThrough() {
    ProgramRun text = lab.mail("fetch", "1:*");
    ProgramRun rows = lab.mail("list", "-n", "1000");

    assertThat(text.exitCode()).as(text.err()).isEqualTo(76);
    assertThat(text.out())
        .doesNotContainPattern("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u202A-\\u202E]");
    assertThat(rows.out())
        .doesNotContainPattern("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u202A-\\u202E]");
    assertThat(rows.out().lines()).allMatch(row -> row.split("\t", -1).length == 7);
  }

  /**
   * How often each text stands in the files of a directory, line ends aside. No literal may hold
   * NUL (RFC 3501 section 4.3.1): Dovecot hands out 0x80 in its place.
   */
  private static Map<String, Integer> contents(Path directory) throws IOException {
    Map<String, Integer> result = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(EveryKindIT::isMessage).toList()) {
        String text =
            Files.readString(file, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .replace('\0', '\u0080');
        result.merge(text, 1, Integer::sum);
      }
    }
    return result;
  }

  private static boolean isMessage(Path file) {
    String parent = String.valueOf(file.getParent().getFileName());
    return Files.isRegularFile(file)
        && (parent.equals("cur") || parent.equals("new") || parent.equals("all"));
  }
}
