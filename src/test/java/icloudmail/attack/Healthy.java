package icloudmail.attack;

import icloudmail.testkit.CliRun;
import java.nio.file.Path;
import java.util.List;

/**
 * What a command line comes to where nothing goes wrong.
 *
 * @param occurrences what it said to the servers
 */
record Healthy(
    int code,
    String out,
    List<String> before,
    List<String> world,
    List<String> messages,
    List<String> served,
    List<String> files,
    List<String> occurrences) {

  static Healthy of(Attacked attacked, Path directory) {
    try (Trial trial = new Trial(attacked, directory)) {
      List<String> before = trial.world();
      int from = trial.cloud().faults().occurrences().size();
      CliRun run = trial.run();
      if (run.exitCode() != 0) {
        throw new IllegalStateException(attacked + ": " + run);
      }
      List<String> occurrences = trial.cloud().faults().occurrences();
      return new Healthy(
          run.exitCode(),
          trial.said(run),
          before,
          trial.world(),
          trial.messages(),
          trial.served(),
          trial.files().written(true),
          List.copyOf(occurrences.subList(from, occurrences.size())));
    }
  }
}
