package icloudmail.attack;

import icloudmail.testkit.Betrayal;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.MailServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Tries one cell, and says all that is wrong with what came of it; nothing where it is right. */
final class Verdict {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int LONGEST_MESSAGE = 3000;

  private final FaultCell cell;
  private final Healthy healthy;
  private final Trial trial;
  private final List<String> complaints = new ArrayList<>();
  private boolean survived;

  private Verdict(FaultCell cell, Healthy healthy, Trial trial) {
    this.cell = cell;
    this.healthy = healthy;
    this.trial = trial;
  }

  /**
   * What came of a cell.
   *
   * @param survived whether the work was done all the same
   */
  record Outcome(FaultCell cell, boolean survived, long millis, List<String> complaints) {}

  static Outcome of(FaultCell cell, Healthy healthy, Path directory) {
    try (Trial trial = new Trial(cell.attacked(), directory)) {
      Verdict verdict = new Verdict(cell, healthy, trial);
      long begin = System.nanoTime();
      verdict.judge();
      return new Outcome(
          cell,
          verdict.survived,
          Duration.ofNanos(System.nanoTime() - begin).toMillis(),
          verdict.complaints);
    } catch (RuntimeException | Error e) {
      return new Outcome(cell, false, 0, List.of("thrown: " + e));
    }
  }

  private void judge() {
    cell.spoil(trial.cloud().faults());
    long begin = System.nanoTime();
    CliRun run = cell.kind().waits() ? trial.runWithoutPatience() : trial.run();
    Duration lasted = Duration.ofNanos(System.nanoTime() - begin);
    check(lasted.compareTo(LONGEST) < 0, "lasted " + lasted.toMillis() + " ms", run);
    boolean endless = cell.attacked().goesOn();
    survived = run.exitCode() == 0 && (!endless || trial.said(run).equals(healthy.out()));
    if (survived) {
      done(run);
    } else if (endless && run.exitCode() <= 1) {
      check(
          run.err().matches("(?s).*(; connecting again in |holds back message).*"), "silence", run);
      failed(run);
    } else {
      check(cell.kind().allows(run.exitCode()), "exit code " + run.exitCode(), run);
      message(run);
      failed(run);
    }
    secrets(run);
    check(trial.files().unfinished().isEmpty(), "left behind: " + trial.files().unfinished(), run);
    trial.cloud().faults().clear();
    recovered(run);
  }

  /** Exit code 0 says that all was done. */
  private void done(CliRun run) {
    Attacked.Effect effect = cell.attacked().effect();
    if (!cell.attacked().isExamination()
        && effect != Attacked.Effect.MESSAGES
        && effect != Attacked.Effect.SENDS) {
      check(trial.said(run).equals(healthy.out()), "another answer", run);
    }
    switch (cell.attacked().effect()) {
      case NONE, MESSAGES, DRAFTS ->
          check(trial.world().equals(healthy.world()), "not done: " + trial.world(), run);
      case TELLS -> {
        check(trial.world().equals(healthy.world()), "not done: " + trial.world(), run);
        written(run);
      }
      case SENDS ->
          check(
              trial.served().equals(healthy.served()) || queued(run) || isPartly(run),
              "not sent, not queued",
              run);
      case FILES -> written(run);
      case SETS_UP -> check(trial.files().areSetUp(), "not set up", run);
    }
  }

  private boolean queued(CliRun run) {
    return cell.attacked().isSendmail()
        ? run.err().contains("queued")
        : cell.attacked().line().contains("--queue") && run.out().contains("queued");
  }

  private void written(CliRun run) {
    check(
        trial.files().written(true).equals(healthy.files()),
        "files: " + trial.files().written(false),
        run);
  }

  /** A failure harms nothing. */
  private void failed(CliRun run) {
    switch (cell.attacked().effect()) {
      case NONE, TELLS, FILES, SETS_UP ->
          check(
              cell.attacked().waits() || trial.world().equals(healthy.before()),
              "changed: " + trial.world(),
              run);
      case MESSAGES -> {
        TreeSet<String> lost = new TreeSet<>(healthy.messages());
        lost.removeAll(trial.messages());
        check(lost.isEmpty(), "lost: " + lost, run);
      }
      case SENDS, DRAFTS -> {}
    }
    if (cell.attacked().effect() == Attacked.Effect.SETS_UP) {
      check(!trial.files().areSetUp(), "set up nevertheless", run);
    }
  }

  /** With servers that are well again the work is done in the end, once. */
  private void recovered(CliRun first) {
    switch (cell.attacked().effect()) {
      case NONE -> {
        CliRun again = trial.run();
        check(again.exitCode() == 0 && trial.said(again).equals(healthy.out()), "next", again);
      }
      case MESSAGES -> {
        CliRun again = trial.run();
        check(again.exitCode() <= 1, "next", again);
        check(trial.world().equals(healthy.world()), "in the end: " + trial.world(), first);
      }
      case TELLS -> {
        trial.deliverAwaited();
        CliRun again = trial.runLater();
        check(again.exitCode() <= 1, "next", again);
        check(
            (trial.said(first) + trial.said(again))
                .lines()
                .sorted()
                .toList()
                .equals(healthy.out().lines().sorted().toList()),
            "told in the end: " + first.out() + again.out(),
            first);
        written(first);
      }
      case FILES -> {
        CliRun again = trial.run();
        check(again.exitCode() == 0, "next", again);
        if (cell.attacked().line().matches(".* --(new|verify) .*")) {
          written(first);
        }
        check(
            trial.files().unfinished().isEmpty(),
            "left behind: " + trial.files().unfinished(),
            again);
      }
      case DRAFTS -> {
        CliRun again = survived ? first : trial.run();
        check(again.exitCode() == 0, "next", again);
      }
      case SETS_UP -> {
        CliRun again = trial.run();
        check(again.exitCode() == 0 && trial.files().areSetUp(), "next", again);
      }
      case SENDS -> sent(first);
    }
  }

  /** Some recipients were served, and each of the others is named. */
  private static boolean isPartly(CliRun run) {
    return run.out().contains("\tsent\t") && run.err().contains("warning: not sent to ");
  }

  private void sent(CliRun first) {
    boolean flush = cell.attacked().line().startsWith("outbox");
    boolean kept = !trial.command("outbox").out().isEmpty();
    if (!flush && !survived && !kept && !isPartly(first)) {
      // nothing was taken over, as where the original to be answered could not be read
      trial.run();
    }
    trial.command("outbox", "--flush");
    for (String item : trial.command("outbox").out().lines().toList()) {
      // what nobody knows is the user's to decide, who has asked the recipients
      boolean taken = trial.served().equals(healthy.served());
      trial.command("outbox", taken ? "--drop" : "--flush", item.split("\t", 2)[0]);
    }
    check(trial.command("outbox").out().isEmpty(), "outbox in the end", first);
    List<String> served = trial.served();
    boolean right =
        isPartly(first)
            ? healthy.served().containsAll(served) && new TreeSet<>(served).size() == served.size()
            : served.equals(healthy.served());
    check(right, "served in the end: " + served, first);
    long copies = trial.world().stream().filter(each -> each.startsWith("Sent Messages")).count();
    boolean dropped = !survived && first.exitCode() == 76;
    check(copies == 1 || (dropped && copies == 0), copies + " copies in the end", first);
  }

  /** Plain words: what happened and what to do, without what a terminal would obey. */
  private void message(CliRun run) {
    List<String> lines = run.err().lines().toList();
    long errors =
        lines.stream()
            .filter(
                line ->
                    line.matches(
                        "icloud-mail(-sendmail)?: (?!warning: ).*|\\{\"v\":1,\"error\":.*"))
            .count();
    check(
        errors == (cell.attacked().isExamination() || isPartly(run) ? 0 : 1),
        errors + " messages",
        run);
    check(run.err().length() < LONGEST_MESSAGE, run.err().length() + " characters", run);
    check(lines.size() <= 8, lines.size() + " lines", run);
    check(run.err().matches("[\\P{Cc}\\n\\t]*"), "control characters", run);
    check(
        !run.err().matches("(?s).*(Exception|\\bat [a-z.]+\\(|a bug|\\bjava[.x]).*"),
        "no plain words",
        run);
  }

  private void secrets(CliRun run) {
    check(!Betrayal.in(run.out() + run.err(), MailServers.PASSWORD), "password", run);
    check(trial.files().betraying().isEmpty(), "password in " + trial.files().betraying(), run);
  }

  private void check(boolean right, String complaint, CliRun run) {
    if (!right) {
      complaints.add(
          complaint
              + " <"
              + run.exitCode()
              + "> "
              + shortened(run.out())
              + " | "
              + shortened(run.err()));
    }
  }

  private static String shortened(String text) {
    String line = text.replace("\n", "\\n");
    return line.length() > 900 ? line.substring(0, 900) + "…" : line;
  }
}
