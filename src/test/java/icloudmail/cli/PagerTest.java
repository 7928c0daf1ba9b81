package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long answers are paged through, at a terminal and nowhere else. */
class PagerTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @BeforeEach
  void deliver() {
    icloud.deliver(Mails.plain("Ada <ada@example.com>", "Grüße", "Text."));
  }

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun.Setting setting() {
    return icloud
        .setting(directory)
        .with("PAGER", "cat > '" + directory + "/paged'; echo $LESS >&2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "fetch"})
  void aPersonAtATerminalGetsThemInThePager(String command) {
    CliRun run = setting().onTerminal(100).run(command, "2272");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(directory.resolve("paged")).content().contains("Grüße");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "fetch"})
  void nobodyElseDoes(String command) {
    CliRun pipe = setting().run(command, "2272");
    CliRun json = setting().onTerminal(100).run(command, "2272", "--json");
    CliRun cat = setting().with("PAGER", "cat").onTerminal(100).run(command, "2272");

    assertThat(pipe.out()).contains("Grüße");
    assertThat(json.out()).contains("Grüße");
    assertThat(cat.out()).contains("Grüße");
    assertThat(directory.resolve("paged")).doesNotExist();
  }

  @Test
  void whereThereIsNothingToReadItIsNotStarted() {
    CliRun run = setting().onTerminal(100).run("fetch", "2999");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(directory.resolve("paged")).doesNotExist();
  }

  @Test
  void whoLeavesItEarlyHasReadEnough() {
    CliRun run = setting().with("PAGER", "true").onTerminal(100).run("list");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
  }
}
