package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that does not stop talking is left, and told in a few words. */
class EndlessAnswersTest {
  private static final long GIB = 1L << 30;

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun run(String... arguments) {
    return icloud.setting(directory).run(arguments);
  }

  private static void isTold(CliRun run) {
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("icloud-mail: ").hasSizeLessThan(1500);
    assertThat(run.err().lines().count()).isLessThan(5);
  }

  @Test
  void inALineOfAGreeting() {
    icloud.faults().on("CONNECT").endless(GIB);

    CliRun run = run("check", "-q");

    isTold(run);
    assertThat(run.err()).contains("sends too much before anything is asked");
  }

  @Test
  void inALineOfAnAnswer() {
    icloud.faults().on("STATUS").endless(GIB);

    CliRun run = run("check");

    isTold(run);
    assertThat(run.err()).contains("the server sends too much (opening INBOX");
  }

  @Test
  void inLinesThatNobodyAskedFor() {
    icloud.faults().on("STATUS").flood(500_000);

    isTold(run("check"));
  }

  @Test
  void inALiteralThatIsAnnounced() {
    icloud.deliver("Subject: small\n\ntext\n");
    icloud.faults().on("UID FETCH").always().miscount(2_000_000_000);

    isTold(run("fetch", "2272"));
  }
}
