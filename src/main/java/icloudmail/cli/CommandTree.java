package icloudmail.cli;

import static java.util.stream.Collectors.joining;

import icloudmail.model.Arrangement.Sort;
import icloudmail.model.Preference;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The whole command tree; nobody outside this room needs to know that it is picocli. */
public final class CommandTree {
  private static final String VERSION = "--version";

  static {
    // converters that no option here uses, and that load much of java.time
    System.setProperty("picocli.converters.excludes", "java[.](sql|time)[.].*");
  }

  private final Surroundings surroundings;
  private final Wiring wiring;

  public CommandTree(Surroundings surroundings, Wiring wiring) {
    this.surroundings = surroundings;
    this.wiring = wiring;
  }

  /** Runs one command line; answers its exit code. */
  public int run(String... arguments) {
    if (arguments.length == 1 && arguments[0].equals(VERSION)) {
      return printVersion();
    }
    GlobalOptions global = new GlobalOptions(surroundings, wiring);
    RootCommand root = new RootCommand(global);
    ErrorHandler errors = new ErrorHandler(root);
    CommandLine line = tree(root, Arrays.asList(arguments));
    return line.registerConverter(FetchForm.Form.class, oneOf(FetchForm.Form.values()))
        .registerConverter(Preference.class, oneOf(Preference.values()))
        .registerConverter(Sort.class, oneOf(Sort.values()))
        .registerConverter(GlobalOptions.Color.class, oneOf(GlobalOptions.Color.values()))
        // a subject or a name may begin with @: it is no file of further arguments
        .setExpandAtFiles(false)
        .setHelpFactory(new GroupedHelp())
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(usageWidth())
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors)
        .setOut(surroundings.out())
        .setErr(surroundings.err())
        .execute(arguments);
  }

  /** What picocli would print, without the options of all commands being read for it. */
  private int printVersion() {
    for (String line : new VersionProvider().getVersion()) {
      surroundings.out().println(line);
    }
    return ExitCode.OK;
  }

  /** All commands and their options, for what is made of them; nothing of it can be run. */
  @SuppressWarnings("NullAway") // who runs nothing has no surroundings
  public static CommandSpec model() {
    return tree(new RootCommand(new GlobalOptions(null, null)), List.of()).getCommandSpec();
  }

  private static CommandLine tree(RootCommand root, List<String> arguments) {
    CommandLine line = new CommandLine(root);
    line.getCommandSpec().addOption(help()).addOption(version());
    commands(root.global(), arguments)
        .forEach((name, make) -> line.addSubcommand(name, make.get()));
    return line;
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
    all.put("mark", () -> new MarkCommand(global));
    all.put("move", () -> new MoveCommand(global));
    all.put("folders", () -> new FoldersCommand(global));
    all.put("outbox", () -> new OutboxCommand(global));
    all.put("setup", () -> new SetupCommand(global));
    all.put("doctor", () -> new DoctorCommand(global));
    all.put("help", () -> new HelpCommand());
    all.put("completion", () -> new CompletionCommand());
    Map<String, Supplier<Object>> named = new LinkedHashMap<>(all);
    named.keySet().retainAll(arguments);
    return named.isEmpty() || named.containsKey("help") ? all : named;
  }

  /** Converts a word that is one of {@code values}, as those are printed. */
  static <E extends Enum<E>> ITypeConverter<E> oneOf(E[] values) {
    return typed ->
        Arrays.stream(values)
            .filter(value -> value.toString().equalsIgnoreCase(typed))
            .findFirst()
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        "'"
                            + typed
                            + "' is not one of "
                            + Arrays.stream(values).map(E::toString).collect(joining(", "))));
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .scopeType(ScopeType.INHERIT)
        .description("Print this help.")
        .build();
  }

  private static OptionSpec version() {
    return OptionSpec.builder(VERSION).versionHelp(true).description("Print the version.").build();
  }

  private int usageWidth() {
    int width = surroundings.terminal().out() ? surroundings.terminal().width() : 80;
    return Math.max(60, Math.min(100, width));
  }
}
