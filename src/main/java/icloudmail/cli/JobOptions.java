package icloudmail.cli;

import icloudmail.model.MailException;
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
    if (forgotten != null) {
      global.services().jobs().forget(forgotten);
    }
    if (!list) {
      return ExitCode.OK;
    }
    return global.print(
        printer -> {
          global.services().jobs().list(printer::job);
          return ExitCode.OK;
        });
  }
}
