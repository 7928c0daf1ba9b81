package icloudmail.cli;

import icloudmail.model.Flag;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that say which flags are set and which are cleared. */
final class MarkForm implements OptionGroup {
  @Option(names = "--read", description = "Mark as read.")
  private boolean read;

  @Option(names = "--unread", description = "Mark as not read.")
  private boolean unread;

  @Option(names = "--flag", description = "Flag, as with a coloured flag in Apple's Mail.")
  private boolean flag;

  @Option(names = "--unflag", description = "Take the flag away.")
  private boolean unflag;

  @Option(names = "--answered", description = "Mark as answered.")
  private boolean answered;

  @Option(names = "--unanswered", description = "Mark as not answered.")
  private boolean unanswered;

  @Override
  public String heading() {
    return "Marks";
  }

  /**
   * Which flags to set and which to clear.
   *
   * @throws MailException of kind USAGE where there is none, or one and its opposite
   */
  Map<Flag, Boolean> flags() throws MailException {
    Map<Flag, Boolean> flags = new EnumMap<>(Flag.class);
    put(flags, Flag.SEEN, read, unread, "--read and --unread");
    put(flags, Flag.FLAGGED, flag, unflag, "--flag and --unflag");
    put(flags, Flag.ANSWERED, answered, unanswered, "--answered and --unanswered");
    if (flags.isEmpty()) {
      throw new MailException(
          Kind.USAGE,
          "mark as what?",
          "Say --read, --unread, --flag, --unflag, --answered or --unanswered.");
    }
    return flags;
  }

  private static void put(
      Map<Flag, Boolean> flags, Flag flag, boolean set, boolean clear, String both)
      throws MailException {
    if (set && clear) {
      throw new MailException(Kind.USAGE, "only one of " + both + " can be had");
    }
    if (set || clear) {
      flags.put(flag, set);
    }
  }
}
