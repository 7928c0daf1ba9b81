package icloudmail.cli;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Response;
import icloudmail.model.Response.Form;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which message is answered or forwarded, and how. */
final class ResponseOptions implements OptionGroup {
  @Option(
      names = "--reply",
      paramLabel = "REF",
      description = "Answer a message: a UID, a reference, or a query.")
  private @Nullable String reply;

  @Option(names = "--all", description = "With --reply: to its other recipients, too.")
  private boolean all;

  @Option(names = "--no-quote", description = "With --reply: do not quote its text.")
  private boolean noQuote;

  @Option(
      names = "--forward",
      paramLabel = "REF",
      description = "Forward a message, with its attachments.")
  private @Nullable String forward;

  @Option(names = "--attached", description = "With --forward: as an attachment, as it came.")
  private boolean attached;

  @Override
  public String heading() {
    return "From another message";
  }

  /**
   * What is asked for, or null for a message that responds to none.
   *
   * @throws MailException of kind USAGE where the options do not go together
   */
  @Nullable Response response(GlobalOptions global) throws MailException {
    if (reply != null && forward != null) {
      throw new MailException(Kind.USAGE, "only one of --reply and --forward can be had");
    }
    needs(reply, all, "--all", "--reply");
    needs(reply, noQuote, "--no-quote", "--reply");
    needs(forward, attached, "--attached", "--forward");
    if (reply != null) {
      Form form = all ? Form.REPLY_ALL : Form.REPLY;
      return new Response(global.named(List.of(reply), "reply to what?"), form, !noQuote);
    }
    if (forward != null) {
      Form form = attached ? Form.FORWARD_ATTACHED : Form.FORWARD;
      return new Response(global.named(List.of(forward), "forward what?"), form, true);
    }
    return null;
  }

  private static void needs(@Nullable String of, boolean given, String option, String other)
      throws MailException {
    if (given && of == null) {
      throw new MailException(Kind.USAGE, option + " goes with " + other + " alone");
    }
  }
}
