package icloudmail.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** The whole command tree; nobody outside this room needs to know that it is picocli. */
public final class CommandTree {
  private final Surroundings surroundings;
  private final Wiring wiring;

  public CommandTree(Surroundings surroundings, Wiring wiring) {
    this.surroundings = surroundings;
    this.wiring = wiring;
  }

  /** Runs one command line; answers its exit code. */
  public int run(String... arguments) {
    GlobalOptions global = new GlobalOptions(surroundings, wiring);
    RootCommand root = new RootCommand(global);
    ErrorHandler errors = new ErrorHandler(root);
    CommandLine line = new CommandLine(root);
    line.getCommandSpec().addOption(help()).addOption(version());
    commands(global, Arrays.asList(arguments))
        .forEach(
            (name, make) -> {
              line.addSubcommand(name, make.get());
            });
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(usageWidth())
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors)
        .setOut(surroundings.out())
        .setErr(surroundings.err())
        .execute(arguments);
  }

  /**
   * Only the commands that the line names are built: reflection over all of them costs the start.
   */
  private static Map<String, Supplier<Object>> commands(
      GlobalOptions global, List<String> arguments) {
    Map<String, Supplier<Object>> all = new LinkedHashMap<>();
    all.put("send", () -> new SendCommand(global));
    all.put("list", () -> new ListCommand(global));
    all.put("fetch", () -> new FetchCommand(global));
    all.put("check", () -> new CheckCommand(global));
    all.put("help", HelpCommand::new);
    Map<String, Supplier<Object>> named = new LinkedHashMap<>(all);
    named.keySet().retainAll(arguments);
    return named.isEmpty() || named.containsKey("help") ? all : named;
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .scopeType(ScopeType.INHERIT)
        .description("Print this help.")
        .build();
  }

  private static OptionSpec version() {
    return OptionSpec.builder("--version")
        .versionHelp(true)
        .description("Print the version.")
        .build();
  }

  private int usageWidth() {
    int width = surroundings.terminal().out() ? surroundings.terminal().width() : 80;
    return Math.max(60, Math.min(100, width));
  }
}
