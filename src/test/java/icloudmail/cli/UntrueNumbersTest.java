package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.ScriptedImap;
import icloudmail.testkit.TestCertificate;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that tells numbers that cannot be is not believed, and never asked for ever. */
@Timeout(60)
class UntrueNumbersTest {
  private static final String VALIDITY = "* OK [UIDVALIDITY 1451405933]\r\n* OK [UIDNEXT 8]\r\n";

  private final Map<String, String> answers =
      new HashMap<>(Map.of("EXAMINE", "* 1 EXISTS\r\n" + VALIDITY, "UID SEARCH", "* SEARCH 7\r\n"));

  @TempDir Path state;

  private CliRun run(String... line) {
    return run(new StringBuilder(), line);
  }

  private CliRun run(StringBuilder asked, String... line) {
    try (ScriptedImap server = new ScriptedImap(TestCertificate.valid(), this::answer)) {
      CliRun run =
          CliRun.Setting.against(server.port(), 1, TestCertificate.valid(), state).run(line);
      asked.append(server.commands());
      return run;
    }
  }

  private String answer(String tag, String command) {
    return answers.entrySet().stream()
            .filter(answer -> command.startsWith(answer.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("")
        + tag
        + " OK done\r\n";
  }

  @Test
  void moreMessagesThanThereAreEndTheListAtThoseThatAre() {
    answers.put("EXAMINE", "* 2147483647 EXISTS\r\n" + VALIDITY);
    answers.put(
        "UID FETCH",
        "* 1 FETCH (UID 7 FLAGS () RFC822.SIZE 14 BODY[HEADER.FIELDS (SUBJECT)] {14}\r\n"
            + "Subject: a\r\n\r\n)\r\n");
    StringBuilder asked = new StringBuilder();

    CliRun run = run(asked, "list");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).startsWith("INBOX/1451405933/7\t");
    assertThat(asked.toString().split(",")).hasSizeLessThan(15);
  }

  @ParameterizedTest
  @ValueSource(strings = {"* 4294967295 EXISTS\r\n", "* -5 EXISTS\r\n", ""})
  void aNumberOfMessagesThatCannotBeIsNotAnEmptyFolder(String exists) {
    answers.put("EXAMINE", exists + VALIDITY);

    CliRun run = run("list");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.err()).contains("does not tell how many messages are in INBOX");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4294967296", "99999999999999999999", "0", "-1", ""})
  void aUidvalidityThatCannotBeIsNotShown(String number) {
    answers.put("EXAMINE", "* 1 EXISTS\r\n* OK [UIDVALIDITY " + number + "]\r\n");

    for (List<String> line : List.of(List.of("list"), List.of("fetch", "7"))) {
      CliRun run = run(line.toArray(String[]::new));

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("does not tell the UIDVALIDITY of INBOX");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"4294967296", "0", "99999999999999999999"})
  void aUidThatCannotBeIsNone(String uid) {
    answers.put("UID SEARCH", "* SEARCH 7 " + uid + "\r\n");
    answers.put(
        "UID FETCH",
        "* 1 FETCH (UID 7 FLAGS () RFC822.SIZE 14 BODY[HEADER.FIELDS (SUBJECT)] {14}\r\n"
            + "Subject: a\r\n\r\n)\r\n* 2 FETCH (UID "
            + uid
            + " BODY[HEADER.FIELDS (SUBJECT)] {14}\r\nSubject: a\r\n\r\n)\r\n");

    CliRun run = run("list", "subject:a");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out().lines()).hasSize(1);
  }

  /** Behind it there may be others, so that nobody knows what was found. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "x 8", "7 x 8", "-7", "7,8", "7:8", "99999999999999999999 8"})
  void whatIsNoUidAmongThemIsNoEndOfThem(String found) {
    answers.put("SELECT", "* 1 EXISTS\r\n" + VALIDITY);
    answers.put("UID SEARCH", "* SEARCH " + found + "\r\n");

    for (String line : List.of("list subject:a", "check subject:a", "mark subject:a --flag")) {
      CliRun run = run(line.split(" "));

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("among the UIDs is what is none");
    }
  }

  /** RFC 7162 section 3.1.5. */
  @Test
  void whatTheUidsEndWithByTheBookIsNoFault() {
    holds(8, 7);
    answers.put("UID SEARCH", "* SEARCH 7 (MODSEQ 917162500)\r\n");

    assertThat(run("check", "subject:a").exitCode()).isZero();
  }

  @Test
  void aNextUidThatCannotBeIsNone() {
    answers.put("EXAMINE", "* 1 EXISTS\r\n* OK [UIDVALIDITY 14]\r\n* OK [UIDNEXT 4294967297]\r\n");

    for (String line : List.of("check --new=job", "check --new=job", "list --json")) {
      CliRun run = run(line.split(" "));

      assertThat(run.exitCode()).as(run.toString()).isIn(0, 1, 76);
    }
  }

  private static String row(int uid) {
    return "* 1 FETCH (UID "
        + uid
        + " FLAGS () RFC822.SIZE "
        + uid
        + " BODY[HEADER.FIELDS (SUBJECT)] {14}\r\nSubject: a\r\n\r\n)\r\n";
  }

  private void holds(long uidNext, int... uids) {
    answers.put(
        "EXAMINE",
        "* "
            + uids.length
            + " EXISTS\r\n* OK [UIDVALIDITY 14]\r\n* OK [UIDNEXT "
            + uidNext
            + "]\r\n");
    String search = "* SEARCH";
    String rows = "";
    for (int uid : uids) {
      search += " " + uid;
      rows += row(uid);
    }
    answers.put("UID SEARCH", search + "\r\n");
    answers.put("UID FETCH", rows);
  }

  /** A next UID that was too high would hide all that comes from then on. */
  @ParameterizedTest
  @ValueSource(longs = {500, 4294967295L})
  void aNextUidThatWasUntrueSilencesNoJob(long untrue) {
    holds(untrue, 7);
    assertThat(run("check", "--new=job").exitCode()).isEqualTo(1);
    holds(9, 7, 8);

    CliRun run = run("check", "--new=job");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("/14/8").doesNotContain("/14/7");
    assertThat(run.err()).contains("up to 8 where it was " + (untrue - 1));
    holds(10, 7, 8, 9);
    run = run("check", "--new=job");
    assertThat(run.out()).contains("/14/9").doesNotContain("/14/8");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aNextUidBelowWhatIsThereIsNotBelieved() {
    holds(10, 7, 8, 9);
    run("check", "--new=job");
    holds(9, 7, 8, 9);

    CliRun run = run("check", "--new=job");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.out() + run.err()).isEmpty();
  }

  /** What the server names once and has not is no reason to pass over what comes. */
  @Test
  void aUidThatIsNotThereSilencesNoJob() {
    holds(8, 7);
    run("check", "--new=job");
    holds(9, 7, 8);
    answers.put("UID SEARCH", "* SEARCH 8 4000000000\r\n");
    CliRun ghost = run("check", "--new=job");
    assertThat(ghost.exitCode()).as(ghost.toString()).isEqualTo(76);
    assertThat(ghost.out()).contains("/14/8");
    holds(10, 7, 8, 9);

    CliRun run = run("check", "--new=job");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("/14/9").doesNotContain("/14/8");
  }

  @Test
  void whatIsToldOfAnotherFolderIsNotTheAnswer() {
    answers.put("STATUS", "* STATUS inbox (UNSEEN 3)\r\n* STATUS \"Sent Messages\" (UNSEEN 0)\r\n");

    CliRun run = run("check", "--count");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).isEqualTo("3\n");
  }

  @Test
  void aNumberThatNobodyAskedForMayBeLong() {
    answers.put("STATUS", "* STATUS INBOX (HIGHESTMODSEQ 12345678901234567 UNSEEN 3)\r\n");

    CliRun run = run("check", "--count");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).isEqualTo("3\n");
  }
}
