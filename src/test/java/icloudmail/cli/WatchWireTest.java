package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.LiveRun;
import icloudmail.testkit.ScriptedImap;
import icloudmail.testkit.TestCertificate;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watch against servers that say what they like while it idles. */
class WatchWireTest {
  private static final String ROW =
      "* 3 FETCH (UID 9 FLAGS () INTERNALDATE \"23-Nov-2026 10:00:00 +0000\" RFC822.SIZE 20"
          + " BODY[HEADER.FIELDS (SUBJECT)] {16}\r\nSubject: new\r\n\r\n)\r\n";

  @TempDir Path directory;

  private final AtomicInteger idles = new AtomicInteger();
  private final AtomicInteger searches = new AtomicInteger();
  private final AtomicInteger opened = new AtomicInteger();
  private volatile String lastIdle = "";

  /**
   * A mailbox in which UID 9 is found once it was searched or opened a second time.
   *
   * @param idle the answer to the n-th IDLE, from 1
   * @param done the answer to DONE
   */
  private ScriptedImap server(IntFunction<String> idle, String done) {
    return new ScriptedImap(
        TestCertificate.valid(), (tag, command) -> answer(tag, command, idle, done));
  }

  private String answer(String tag, String command, IntFunction<String> idle, String done) {
    if (command.equals("IDLE")) {
      lastIdle = tag;
      return idle.apply(idles.incrementAndGet());
    }
    if (command.equals("DONE")) {
      return done.replace("TAG", lastIdle);
    }
    if (command.startsWith("UID SEARCH")) {
      return (searches.incrementAndGet() > 1 ? "* SEARCH 9\r\n" : "") + tag + " OK done\r\n";
    }
    if (command.startsWith("UID FETCH")) {
      return ROW + tag + " OK done\r\n";
    }
    if (command.startsWith("EXAMINE")) {
      long uidNext = opened.incrementAndGet() > 1 ? 10 : 8;
      return "* 2 EXISTS\r\n* OK [UIDVALIDITY 1451405933]\r\n* OK [UIDNEXT "
          + uidNext
          + "]\r\n"
          + tag
          + " OK [READ-ONLY] EXAMINE completed (took 2 ms)\r\n";
    }
    return tag + " OK done\r\n";
  }

  private LiveRun watch(ScriptedImap imap) {
    return CliRun.Setting.against(imap.port(), 1, TestCertificate.valid(), directory)
        .start("check", "--watch", "--jsonl", "--timeout", "1s", "subject:new");
  }

  @Test
  void untaggedResponsesInAnyOrderAreNoHindrance() {
    try (ScriptedImap imap =
            server(
                n ->
                    n == 1
                        ? "* 2 FETCH (UID 7 FLAGS (\\Seen))\r\n* 2 FETCH (UID 7 FLAGS (\\Seen))\r\n"
                            + "* OK Still here\r\n+ idling\r\n* 1 EXPUNGE\r\n* VANISHED 5\r\n"
                            + "* FLAGS (\\Seen)\r\n* 0 RECENT\r\n* 3 EXISTS\r\n* 1 RECENT\r\n"
                            + "* 2 FETCH (UID 7 FLAGS ())\r\n"
                        : "+ idling\r\n",
                "* 1 FETCH (UID 7 FLAGS (\\Seen))\r\nTAG OK IDLE completed\r\n");
        LiveRun run = watch(imap)) {
      assertThat(run.event("message").path("subject").asText()).isEqualTo("new");
      assertThat(imap.commands()).doesNotContain("(broken off)");
    }
  }

  /**
   * Within the first search one message goes and one comes, so that there are as many as before.
   */
  @Test
  void whatComesWhileAnotherGoesIsNotTakenForNoChange() {
    try (ScriptedImap imap =
            new ScriptedImap(
                TestCertificate.valid(),
                (tag, command) ->
                    (command.startsWith("UID SEARCH") && searches.get() == 0
                            ? "* 1 EXPUNGE\r\n* 2 EXISTS\r\n"
                            : "")
                        + answer(tag, command, n -> "+ idling\r\n", "TAG OK done\r\n"));
        LiveRun run = watch(imap)) {
      assertThat(run.event("message").path("subject").asText()).isEqualTo("new");
    }
  }

  @Test
  void doneThatIsNotAnsweredMeansThatTheConnectionIsDead() {
    try (ScriptedImap imap =
            server(
                n -> n == 1 ? "+ idling\r\n* 3 EXISTS\r\n" : "+ idling\r\n", ScriptedImap.SILENCE);
        LiveRun run = watch(imap)) {
      assertThat(run.event("reconnect").path("reason").asText()).contains("does not answer DONE");
      assertThat(run.event("message").path("subject").asText()).isEqualTo("new");
    }
  }

  @Test
  void aConnectionThatEndsWhileItIdlesIsMadeAgain() {
    try (ScriptedImap imap =
            server(
                n -> n == 1 ? "+ idling\r\n* BYE Autologout\r\n" : "+ idling\r\n",
                "TAG OK done\r\n");
        LiveRun run = watch(imap)) {
      run.event("reconnect");
      assertThat(run.event("message").path("subject").asText()).isEqualTo("new");
    }
  }

  @Test
  void idleThatTheServerEndsByItselfIsBegunAnew() {
    try (ScriptedImap imap =
            server(
                n -> n == 1 ? "+ idling\r\n" + lastIdle + " OK idled enough\r\n" : "+ idling\r\n",
                "TAG OK done\r\n");
        LiveRun run = watch(imap)) {
      assertThat(run.event("message").path("subject").asText()).isEqualTo("new");
    }
  }
}
