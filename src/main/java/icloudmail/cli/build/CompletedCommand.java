package icloudmail.cli.build;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command as shells complete it.
 *
 * @param name empty for the program itself
 * @param about what it does, in a few words
 * @param own the options that only some commands have
 * @param shared the options that every command has
 * @param operands what stands beside the options
 */
record CompletedCommand(
    String name,
    String about,
    List<CompletedOption> own,
    List<CompletedOption> shared,
    Value operands) {
  /** The program, then its commands. */
  static List<CompletedCommand> all(CommandSpec program) {
    List<String> names = List.copyOf(program.subcommands().keySet());
    List<CompletedCommand> all = new ArrayList<>();
    List<CompletedOption> shared = List.of();
    for (var each : program.subcommands().entrySet()) {
      CommandSpec command = each.getValue().getCommandSpec();
      shared = options(command, true, names);
      all.add(
          new CompletedCommand(
              each.getKey(),
              CompletedOption.sentence(String.join(" ", command.usageMessage().description())),
              options(command, false, names),
              shared,
              command.positionalParameters().isEmpty()
                  ? Value.none()
                  : Value.of(command.positionalParameters().get(0), names)));
    }
    CompletedOption version = CompletedOption.of(program.findOption("--version"), names);
    all.add(
        0,
        new CompletedCommand(
            "", "", List.of(version), shared, new Value(Value.Kind.WORDS, "command", names)));
    return all;
  }

  private static List<CompletedOption> options(
      CommandSpec command, boolean inherited, List<String> names) {
    return command.options().stream()
        .filter(option -> option.inherited() == inherited && !option.hidden())
        .map((OptionSpec option) -> CompletedOption.of(option, names))
        .toList();
  }
}
