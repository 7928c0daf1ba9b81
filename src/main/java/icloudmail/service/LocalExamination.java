package icloudmail.service;

import icloudmail.model.Finding;
import icloudmail.model.JobFolder;
import icloudmail.model.MailException;
import icloudmail.model.OutboxItem;
import icloudmail.store.Jobs;
import icloudmail.store.Outbox;
import icloudmail.store.StateDirectory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Examines what the program keeps on this machine. */
final class LocalExamination {
  private final StateDirectory state;
  private final Outbox outbox;
  private final Jobs jobs;
  private final Findings findings;

  LocalExamination(StateDirectory state, Outbox outbox, Jobs jobs, Findings findings) {
    this.state = state;
    this.outbox = outbox;
    this.jobs = jobs;
    this.findings = findings;
  }

  void run() {
    findings.attempt("state", () -> findings.add(Finding.ok("state", state.examine())));
    findings.attempt("outbox", this::outbox);
    findings.attempt("jobs", this::jobs);
  }

  private void outbox() throws MailException {
    List<MailException> damaged = new ArrayList<>();
    Map<OutboxItem.State, Integer> states = new EnumMap<>(OutboxItem.State.class);
    for (OutboxItem item : outbox.list(damaged::add)) {
      states.merge(item.state(), 1, Integer::sum);
    }
    if (!states.isEmpty()) {
      findings.add(
          Finding.warning(
              "outbox",
              states.entrySet().stream()
                  .map(entry -> entry.getValue() + " " + entry.getKey().word())
                  .collect(Collectors.joining(", ")),
              "icloud-mail outbox shows what, and why; --flush goes on with what can be sent."));
    }
    damaged.forEach(each -> findings.fail("outbox", each));
    if (states.isEmpty() && damaged.isEmpty()) {
      findings.add(Finding.ok("outbox", "nothing waits to be sent"));
    }
  }

  private void jobs() throws MailException {
    List<MailException> damaged = new ArrayList<>();
    List<Jobs.Told> all = jobs.all(damaged::add);
    damaged.forEach(each -> findings.fail("jobs", each));
    long owed =
        all.stream()
            .flatMap(job -> job.folders().stream())
            .map(JobFolder::owed)
            .mapToLong(List::size)
            .sum();
    String message =
        all.isEmpty()
            ? "no job of check --new"
            : all.size() + (all.size() == 1 ? " job" : " jobs") + " of check --new";
    if (owed > 0) {
      findings.add(
          Finding.warning(
              "jobs",
              message + "; to be offered again: " + owed,
              "Their commands fail; check -v --new=JOB says how."));
    } else if (damaged.isEmpty()) {
      findings.add(Finding.ok("jobs", message));
    }
  }
}
