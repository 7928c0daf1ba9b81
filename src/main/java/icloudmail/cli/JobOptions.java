package icloudmail.cli;

import icloudmail.model.JobFolder;
import icloudmail.model.MailException;
import icloudmail.service.JobService;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What jobs there are, and the end of one. */
final class JobOptions implements OptionGroup {
  @Option(names = "--jobs", description = "List the jobs of --new and what they were told.")
  private boolean list;

  @Option(
      names = "--forget",
      paramLabel = "JOB",
      description = "Forget a job, so that it begins anew.")
  private @Nullable String forgotten;

  @Override
  public String heading() {
    return "Jobs";
  }

  /** Whether no mail is asked for. */
  boolean isMeant() {
    return list || forgotten != null;
  }

  /** Does it; answers the exit code. */
  int run(GlobalOptions global) throws MailException {
    JobService jobs = global.services().jobs();
    String gone = forgotten;
    List<JobFolder> folders = gone == null ? List.of() : jobs.forget(gone);
    if (!list && !global.formIsNamed()) {
      return ExitCode.OK;
    }
    return global.print(
        printer -> {
          if (list || gone == null) {
            jobs.list(printer::job);
          } else {
            folders.forEach(folder -> printer.job(gone, folder));
          }
          return ExitCode.OK;
        });
  }
}
