package icloudmail.cli;

import icloudmail.model.MailException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every failure into a line on stderr with the next step, and an exit code. */
final class ErrorHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final RootCommand root;

  ErrorHandler(RootCommand root) {
    this.root = root;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    Complaint complaint = new Complaint(command.getErr(), parsed.originalArgs());
    command.getOut().flush();
    if (failure instanceof MailException mail) {
      return complaint.of(mail);
    }
    if (failure instanceof ParameterException wrong) {
      return handleParseException(wrong, parsed.originalArgs().toArray(String[]::new));
    }
    int code =
        complaint.say(
            MailException.Kind.INTERNAL,
            "a bug of this program: " + failure,
            "Please report it with the output of the same command and -v.");
    if (root.global().verbosity() > 0) {
      failure.printStackTrace(command.getErr());
    }
    return code;
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    List<String> similar =
        wrong instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    String next = "Run '" + name + " --help' for what it takes.";
    return new Complaint(command.getErr(), List.of(arguments))
        .say(
            MailException.Kind.USAGE,
            String.valueOf(wrong.getMessage()),
            similar.isEmpty() ? next : "Did you mean: " + String.join(", ", similar) + "? " + next);
  }
}
