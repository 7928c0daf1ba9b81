package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that does not let go holds nobody back: what was asked is answered by then. Each answer
 * is waited for a minute.
 */
@Timeout(30)
class LeavingTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private void goesWell(String... arguments) {
    CliRun run = icloud.setting(directory).run(arguments);
    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  @Test
  void nobodyWaitsForTheAnswerToLogout() {
    icloud.faults().on("LOGOUT").always().stall();

    goesWell("list");

    icloud.imap().awaitLogout();
  }

  @Test
  void nobodyWaitsForTheAnswerToQuit() {
    icloud.faults().on("QUIT").always().stall();

    goesWell("send", "--no-copy", "-m", "Hello.", "a@example.com");

    assertThat(icloud.smtp().submissions()).hasSize(1);
  }
}
