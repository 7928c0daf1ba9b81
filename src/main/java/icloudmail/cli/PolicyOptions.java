package icloudmail.cli;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.SendPolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is done about a message beyond sending it. */
final class PolicyOptions implements OptionGroup {
  @Option(names = "--queue", description = "Keep what cannot be sent now for 'outbox'; exit 0.")
  private boolean queue;

  @Option(
      names = "--once",
      paramLabel = "KEY",
      description = "Send nothing if KEY was sent within 30 days.")
  private @Nullable String once;

  @Option(names = "--no-copy", description = "File no copy in the sent folder.")
  private boolean noCopy;

  @Override
  public String heading() {
    return "What becomes of it";
  }

  /**
   * What is asked for.
   *
   * @throws MailException of kind USAGE for an empty key, which many messages would share
   */
  SendPolicy policy() throws MailException {
    if (once != null && once.isBlank()) {
      throw new MailException(
          Kind.USAGE, "the key of --once is empty", "Is the variable set that it comes from?");
    }
    return new SendPolicy(queue, !noCopy, once);
  }
}
