package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 200,000 messages with the heap that the launcher gives, 64 MB. */
class LargeMailboxIT {
  private static final int LARGE = 200_000;
  private static final int KEPT = 100_000;
  private static final int MOVED = 5_000;

  @TempDir static Path home;

  private static Lab lab;

  @BeforeAll
  static void up() throws IOException {
    assertThat(Files.readString(ProgramRun.launcher())).contains("-Xmx64m");
    lab = Lab.up(home);
    lab.script("lab-seed", "--user", "bench", "--clean", Integer.toString(LARGE));
    lab.script("lab-seed", "--user", "bob", "--clean", "20");
    lab.script("lab-seed", "--user", "alice", "--clean", Integer.toString(MOVED));
  }

  @AfterAll
  static void down() {
    lab.close();
  }

  private static Map<String, String> as(String user) {
    Map<String, String> environment = new HashMap<>(lab.environment());
    environment.put("ICLOUD_MAIL_LOGIN", user + "@icloud.com");
    return environment;
  }

  /** What was asked for, one command each, without tags. */
  private static List<String> traced(String user, String... arguments) throws IOException {
    Path trace = home.resolve("trace");
    String[] all = new String[arguments.length + 4];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--trace";
    all[arguments.length + 1] = trace.toString();
    // the server reads the directory of a new mailbox first
    all[arguments.length + 2] = "--timeout";
    all[arguments.length + 3] = "300s";
    ProgramRun run = lab.mail(as(user), all);
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    return Files.readAllLines(trace, StandardCharsets.ISO_8859_1).stream()
        .filter(line -> line.matches("[A-Z]+\\d+ (?!OK|NO|BAD).*"))
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .toList();
  }

  @Test
  void aListCostsWhatItCostsInASmallMailbox() throws IOException {
    List<String> small = traced("bob", "list");
    List<String> large = traced("bench", "list");

    assertThat(large).hasSameSizeAs(small);
    assertThat(large)
        .satisfiesExactly(
            open -> assertThat(open).isEqualTo("EXAMINE INBOX"),
            rows -> assertThat(rows).startsWith("FETCH 199981:200000 ("),
            leave -> assertThat(leave).isEqualTo("LOGOUT"));
  }

  @Test
  void aQueryFetchesItsCandidatesOnly() throws IOException {
    List<String> commands =
        traced("bench", "list", "from:taro@example.net", "since:2026-05-30", "-n", "1000");

    assertThat(commands.get(1).replace("\"", ""))
        .isEqualTo("UID SEARCH OR OR FROM taro@example.net FROM ?B? FROM ?Q? SINCE 29-May-2026");
    assertThat(commands.subList(2, commands.size() - 1))
        .hasSize(1)
        .allMatch(command -> command.startsWith("UID FETCH "));
    assertThat(commands.get(2).split(" ", -1)[2].split(",", -1)).hasSizeBetween(1, 50);
  }

  @Test
  void theWholeMailboxFitsTheHeap() {
    ProgramRun run =
        lab.mail(as("bench"), "list", "-n", Integer.toString(LARGE), "--timeout", "300s");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines()).hasSize(LARGE);
  }

  @Test
  void halfOfItIsBackedUpWithinTheHeap() {
    Path mail = home.resolve("mail");
    String[] backup = {
      "fetch", "1:" + KEPT, "--as", "maildir", "--new", "-o", mail.toString(), "--timeout", "300s"
    };

    ProgramRun first = lab.mail(as("bench"), backup);
    ProgramRun second = lab.mail(as("bench"), backup);

    assertThat(first.exitCode()).as(first.toString()).isZero();
    assertThat(mail.resolve("cur").toFile().list()).hasSize(KEPT);
    assertThat(second.exitCode()).as(second.toString()).isZero();
    assertThat(second.err()).startsWith("nothing new, in 1 folder");
  }

  @Test
  void manyAreMovedThroughACutInTheMiddle() throws IOException {
    String port = lab.proxy("--cut-after", "60000", "--only-first", "1");
    Map<String, String> cut = new HashMap<>(as("alice"));
    cut.computeIfPresent(
        "ICLOUD_MAIL_LOCAL_SERVERS",
        (name, value) -> value.replaceFirst("imap=\\d+", "imap=" + port));

    ProgramRun run = lab.mail(cut, "move", "1:" + MOVED, "archive", "-v");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("the connection broke", "trying again");
    assertThat(run.out().lines()).hasSize(MOVED).allMatch(row -> row.contains("\tmoved\tINBOX/"));
    assertThat(lab.mail(as("alice"), "list", "--count").out()).isEqualTo("0\n");
    assertThat(lab.mail(as("alice"), "list", "in:archive", "--count").out())
        .isEqualTo(MOVED + "\n");
  }
}
