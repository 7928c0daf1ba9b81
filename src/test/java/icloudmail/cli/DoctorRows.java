package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import java.util.List;

/** What doctor found, in the rows of a pipe. */
record DoctorRows(CliRun run) {
  /** The one row of this check. */
  String of(String check) {
    List<String> rows = run.out().lines().filter(line -> line.startsWith(check + "\t")).toList();
    assertThat(rows).as(run.toString()).hasSize(1);
    return rows.get(0);
  }

  /** The checks that failed, in their order. */
  List<String> failures() {
    return with("failure");
  }

  /** The checks that are not as they should be. */
  List<String> warnings() {
    return with("warning");
  }

  private List<String> with(String status) {
    return run.out()
        .lines()
        .filter(line -> line.contains("\t" + status + "\t"))
        .map(line -> line.substring(0, line.indexOf('\t')))
        .toList();
  }

  /**
   * Exactly this is wrong, it is told with a next step, and it alone makes the exit code.
   *
   * @param words parts of message and next step
   */
  void assertFailure(String check, int exitCode, String... words) {
    assertThat(failures()).as(run.toString()).containsExactly(check);
    assertThat(of(check)).contains(words).doesNotEndWith("\t");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(exitCode);
    assertThat(run.err()).isEmpty();
  }

  /** As {@link #assertFailure}; a warning leaves the exit code 0. */
  void assertWarning(String check, String... words) {
    assertThat(failures()).as(run.toString()).isEmpty();
    assertThat(warnings()).as(run.toString()).containsExactly(check);
    assertThat(of(check)).contains(words).doesNotEndWith("\t");
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
  }
}
