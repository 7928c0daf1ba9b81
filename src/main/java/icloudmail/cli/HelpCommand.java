package icloudmail.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the help of a command or on a topic, or that of the program. */
@Command(
    name = "help",
    description = "Print the help of a command, or on a topic.",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {
      "",
      "Topics: queries, exit-codes, environment, formatting.",
      "",
      "Examples:",
      "  icloud-mail help send",
      "  icloud-mail help queries"
    })
final class HelpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "COMMAND|TOPIC",
      arity = "0..1",
      completionCandidates = HelpTopics.class,
      description = "The command or the topic.")
  private @Nullable String command;

  @Override
  public Integer call() {
    if (command != null && HelpTopics.has(command)) {
      spec.commandLine().getOut().print(HelpTopics.text(command));
      return ExitCode.OK;
    }
    CommandLine program = spec.parent().commandLine();
    CommandLine about = command == null ? program : program.getSubcommands().get(command);
    if (about == null) {
      throw new ParameterException(program, "there is no command or topic '" + command + "'");
    }
    about.usage(about.getOut());
    return ExitCode.OK;
  }
}
