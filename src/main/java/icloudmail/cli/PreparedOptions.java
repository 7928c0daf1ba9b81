package icloudmail.cli;

import icloudmail.model.InputSource;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.PreparedMessage;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A message that is there whole, header and all: where it is, and whom it goes to. */
final class PreparedOptions implements OptionGroup {
  /** The file name that means standard input, as with other programs. */
  static final String STANDARD_INPUT = "-";

  /** Stands for a file where none is named. */
  static final String NONE = "";

  /** What says something of sending, not of the message. */
  private static final Set<String> FITTING =
      Set.of("--raw", "--read-recipients", "--from", "--dry-run", "--queue", "--once", "--no-copy");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--raw",
      paramLabel = "FILE",
      arity = "0..1",
      preprocessor = RawWord.class,
      description =
          "Send FILE, else stdin, as it is; to TO, else to whom its"
              + " header names. 'a@b' after it is a TO.")
  private @Nullable String raw;

  @Option(
      names = {"-t", "--read-recipients"},
      description = "As --raw, and to whom the header names besides TO.")
  private boolean readRecipients;

  @Override
  public String heading() {
    return "From another message";
  }

  /** Whether the message is there already. */
  boolean given() {
    return raw != null || readRecipients;
  }

  /**
   * The message.
   *
   * @param from the envelope sender, or null for the header's
   * @throws MailException of kind USAGE where another option is to write it, or there is none
   */
  PreparedMessage message(List<String> to, @Nullable String from, Surroundings surroundings)
      throws MailException {
    for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
      if (!option.inherited() && !FITTING.contains(option.longestName())) {
        throw new MailException(
            Kind.USAGE,
            option.longestName() + " does not go with " + (raw == null ? "-t" : "--raw"),
            "A finished message is sent as it is; write it into that.");
      }
    }
    return new PreparedMessage(source(surroundings), to, readRecipients, from, null);
  }

  private InputSource source(Surroundings surroundings) throws MailException {
    String file = raw == null ? NONE : raw;
    if (!file.equals(NONE) && !file.equals(STANDARD_INPUT)) {
      return new InputFile(path(file), "message");
    }
    if (file.equals(NONE) && surroundings.terminal().in()) {
      throw new MailException(
          Kind.USAGE, "there is no message", "Give it on standard input, or as --raw=FILE.");
    }
    return new StandardInput(surroundings.in());
  }

  private static Path path(String typed) throws MailException {
    try {
      return Path.of(typed);
    } catch (InvalidPathException e) {
      throw new MailException(Kind.USAGE, "'" + typed + "' cannot be the name of a file", null, e);
    }
  }
}
