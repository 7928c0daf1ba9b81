package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages whose headers are longer than the memory do not stand before the others. */
@Timeout(120)
class LongHeadersTest {
  private static final int MEGA = 1_000_000;

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun run(String... arguments) {
    return icloud.setting(directory).run(arguments);
  }

  private void deliver(String subject, String field, int octets) {
    String id = "<abcdefghijklmno@example.com> ";
    icloud.deliver(
        "From: eve@example.com\nSubject: "
            + subject
            + "\nMessage-ID: <"
            + subject
            + "@example.com>\n"
            + field
            + ": "
            + id.repeat(octets / id.length())
            + "\n\ntext\n");
  }

  @Test
  void oneThatIsLongerThanAnyAnswerMayBeIsListedByItsBeginning() {
    run("check", "--new");
    deliver("before", "X-A", 10);
    deliver("long", "References", 17 * MEGA);
    deliver("after", "X-A", 10);

    CliRun list = run("list");
    CliRun found = run("list", "from:eve", "has:attachment OR subject:long");
    CliRun check = run("check", "--new");

    assertThat(list.exitCode()).as(list.err()).isZero();
    assertThat(list.out().lines()).hasSize(3).anyMatch(line -> line.contains("\tlong"));
    assertThat(found.exitCode()).as(found.err()).isZero();
    assertThat(found.out().lines()).hasSize(1).allMatch(line -> line.contains("\tlong"));
    assertThat(check.exitCode()).as(check.toString()).isZero();
    assertThat(check.out().lines()).hasSize(3).anyMatch(line -> line.contains("\tlong"));
  }

  @Test
  void thirtyOfAMegabyteAreListedInTheirOrder() {
    for (int number = 10; number < 40; number++) {
      deliver("m" + number, "References", MEGA);
    }

    CliRun list = run("list", "-n", "30");
    CliRun check = run("check", "subject:m", "--count");

    assertThat(list.exitCode()).as(list.err()).isZero();
    assertThat(list.out().lines().map(line -> line.replaceAll(".*\\t(m\\d\\d).*", "$1")))
        .hasSize(30)
        .startsWith("m39", "m38")
        .endsWith("m11", "m10");
    assertThat(check.exitCode()).as(check.toString()).isZero();
    assertThat(check.out()).isEqualTo("30\n");
  }
}
