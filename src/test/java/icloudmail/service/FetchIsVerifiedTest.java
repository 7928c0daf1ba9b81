package icloudmail.service;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.ScriptedImap;
import icloudmail.testkit.TestCertificate;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a server answers, half a message or none is never passed off as a whole one. */
class FetchIsVerifiedTest {
  private static final String MESSAGE = "Subject: whole\r\n\r\n0123456789\r\n";

  @TempDir Path directory;

  /** A mailbox whose n-th FETCH, from 1, is answered by {@code fetches}; its search finds UID 7. */
  private CliRun fetch(IntFunction<String> fetches) {
    AtomicInteger asked = new AtomicInteger();
    try (ScriptedImap imap =
        new ScriptedImap(
            TestCertificate.valid(),
            (tag, command) -> {
              if (command.startsWith("UID FETCH")) {
                return fetches.apply(asked.incrementAndGet()).replace("TAG", tag);
              }
              if (command.startsWith("UID SEARCH")) {
                return "* SEARCH 7\r\n" + tag + " OK SEARCH completed (took 1 ms)\r\n";
              }
              if (command.startsWith("EXAMINE")) {
                return "* 1 EXISTS\r\n* OK [UIDVALIDITY 1451405933]\r\n* OK [UIDNEXT 8]\r\n"
                    + tag
                    + " OK [READ-ONLY] EXAMINE completed (took 2 ms)\r\n";
              }
              return tag + " OK done\r\n";
            })) {
      return CliRun.Setting.against(imap.port(), 1, TestCertificate.valid(), directory)
          .run("fetch", "7", "--as", "raw");
    }
  }

  private static String row(int announced, String text) {
    return "* 1 FETCH (UID 7 FLAGS () INTERNALDATE \"23-Nov-2026 10:00:00 +0000\" RFC822.SIZE "
        + announced
        + " BODY[]<0> {"
        + text.length()
        + "}\r\n"
        + text
        + ")\r\nTAG OK FETCH completed (took 1 ms)\r\n";
  }

  private static String more(int offset, String text) {
    return "* 1 FETCH (UID 7 BODY[]<"
        + offset
        + "> {"
        + text.length()
        + "}\r\n"
        + text
        + ")\r\nTAG OK FETCH completed (took 1 ms)\r\n";
  }

  private static void isWhole(CliRun run) {
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).isEqualTo(MESSAGE);
  }

  private static void isNothing(CliRun run, int code, String why) {
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(why);
  }

  @Test
  void oneAnswerDoes() {
    CliRun run = fetch(n -> row(MESSAGE.length(), MESSAGE));

    isWhole(run);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aRefusalIsAskedAgain() {
    isWhole(
        fetch(
            n ->
                n == 1
                    ? "TAG NO Service temporarily unavailable\r\n"
                    : row(MESSAGE.length(), MESSAGE)));
  }

  @Test
  void aLastingRefusalIsTemporary() {
    isNothing(fetch(n -> "TAG NO Service temporarily unavailable\r\n"), 75, "the server is busy");
  }

  @Test
  void anAnswerWithoutTheTextIsNoMessage() {
    isNothing(
        fetch(n -> "* 1 FETCH (UID 7 FLAGS () RFC822.SIZE 30)\r\nTAG OK FETCH completed\r\n"),
        76,
        "the server answers without its text");
  }

  @Test
  void anEmptyTextIsNoMessage() {
    isNothing(fetch(n -> row(MESSAGE.length(), "")), 76, "hands out an empty message");
  }

  @Test
  void nilIsNoMessage() {
    isNothing(
        fetch(n -> "* 1 FETCH (UID 7 RFC822.SIZE 30 BODY[]<0> NIL)\r\nTAG OK FETCH completed\r\n"),
        76,
        "cannot be had whole");
  }

  @Test
  void whatIsShortIsCompleted() {
    CliRun run =
        fetch(
            n ->
                n == 1
                    ? row(MESSAGE.length(), MESSAGE.substring(0, 20))
                    : more(20, MESSAGE.substring(20)));

    isWhole(run);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void whereTheAnnouncedSizeIsWrongTheTextWinsAndAWarningSaysSo() {
    CliRun run = fetch(n -> n == 1 ? row(99, MESSAGE) : more(MESSAGE.length(), ""));

    isWhole(run);
    assertThat(run.err()).contains("warning: message INBOX/1451405933/7 has 30 octets", "99");
  }

  @Test
  void aConnectionThatDiesInTheMiddleLeavesNothing() {
    isNothing(
        fetch(n -> n == 1 ? row(MESSAGE.length(), MESSAGE.substring(0, 20)) : ScriptedImap.HANG_UP),
        75,
        "the connection broke");
  }

  @Test
  void aRowThatIsHeldBackIsNotAMessageThatIsMissing() {
    isNothing(fetch(n -> "TAG OK FETCH completed (took 1 ms)\r\n"), 76, "holds back");
  }

  @Test
  void unsolicitedRowsAreNotTheMessage() {
    isWhole(
        fetch(
            n ->
                "* 2 FETCH (UID 349 FLAGS (\\Seen))\r\n* 1 FETCH (UID 7 FLAGS (\\Seen))\r\n"
                    + row(MESSAGE.length(), MESSAGE)));
  }
}
