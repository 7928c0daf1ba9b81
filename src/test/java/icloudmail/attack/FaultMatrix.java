package icloudmail.attack;

import icloudmail.attack.Verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Tries cells, many at once, and counts; with {@code -Dattack.only}, those alone whose names the
 * pattern finds.
 */
final class FaultMatrix {
  private FaultMatrix() {}

  /**
   * Answers the outcomes that are wrong, and prints how many cells there were.
   *
   * @param atOnce more than processors, since many only wait
   */
  static List<String> wrong(Path directory, Predicate<FaultCell> chosen, int atOnce)
      throws IOException, InterruptedException {
    List<Callable<Outcome>> trials = new ArrayList<>();
    int rows = 0;
    int all = 0;
    Pattern only = Pattern.compile(System.getProperty("attack.only", ""));
    for (Attacked attacked : Attacked.ALL) {
      Path fresh = Files.createTempDirectory(directory, "healthy");
      Healthy healthy = Healthy.of(attacked, fresh);
      rows++;
      List<FaultCell> cells = FaultCell.of(attacked, healthy.occurrences());
      all += cells.size();
      cells.stream()
          .filter(chosen)
          .filter(cell -> only.matcher(cell.toString()).find())
          .forEach(
              cell ->
                  trials.add(
                      () ->
                          Verdict.of(cell, healthy, Files.createTempDirectory(directory, "cell"))));
    }
    List<Outcome> outcomes = all(trials, atOnce);
    long survived = outcomes.stream().filter(Outcome::survived).count();
    System.out.printf(
        "fault matrix: %d command lines, %d of %d cases, %d survived, %d told with a true code%n",
        rows, outcomes.size(), all, survived, outcomes.size() - survived);
    return outcomes.stream()
        .filter(outcome -> !outcome.complaints().isEmpty())
        .map(outcome -> outcome.cell() + ": " + outcome.complaints())
        .toList();
  }

  private static List<Outcome> all(List<Callable<Outcome>> trials, int atOnce)
      throws InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(atOnce);
    try {
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> future : executor.invokeAll(trials)) {
        outcomes.add(future.get());
      }
      return outcomes;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      executor.shutdownNow();
    }
  }
}
