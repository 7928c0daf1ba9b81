package icloudmail.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the help of a command, or that of the program. */
@Command(
    name = "help",
    description = "Print the help of a command.",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%n",
    abbreviateSynopsis = true,
    sortOptions = false)
final class HelpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "The command.")
  private @Nullable String command;

  @Override
  public Integer call() {
    CommandLine program = spec.parent().commandLine();
    CommandLine about = command == null ? program : program.getSubcommands().get(command);
    if (about == null) {
      throw new ParameterException(program, "there is no command '" + command + "'");
    }
    about.usage(about.getOut());
    return ExitCode.OK;
  }
}
