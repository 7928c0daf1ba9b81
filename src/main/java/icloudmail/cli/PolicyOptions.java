package icloudmail.cli;

import icloudmail.model.SendPolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is done about a message beyond sending it. */
final class PolicyOptions {
  @Option(
      names = "--queue",
      description = "Keep what cannot be sent now, for 'outbox --flush'; exit 0.")
  private boolean queue;

  @Option(
      names = "--once",
      paramLabel = "KEY",
      description = "Send nothing if KEY was sent within 30 days.")
  private @Nullable String once;

  @Option(names = "--no-copy", description = "File no copy in the sent folder.")
  private boolean noCopy;

  SendPolicy policy() {
    return new SendPolicy(queue, !noCopy, once);
  }
}
