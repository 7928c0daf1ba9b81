package icloudmail.cli;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * How the help shows options, so that that of every command fits two screens: those of the command
 * in groups, those that every command has by their names alone.
 */
public final class HelpLayout {
  private static final String OWN = "Options";
  private static final String SHARED =
      "Options of every command; 'icloud-mail --help' explains them:";

  private HelpLayout() {}

  /** The options of a command by heading, in the order of the help; not those of every command. */
  public static Map<String, List<OptionSpec>> groups(CommandSpec command) {
    Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
    for (OptionSpec option : command.options()) {
      if (!option.inherited() && !option.hidden()) {
        groups.computeIfAbsent(heading(command, option), none -> new ArrayList<>()).add(option);
      }
    }
    return groups;
  }

  /** The options that a command has as every command has them. */
  public static List<OptionSpec> shared(CommandSpec command) {
    return command.options().stream().filter(OptionSpec::inherited).toList();
  }

  private static String heading(CommandSpec command, OptionSpec option) {
    return command.mixins().values().stream()
        .filter(mixin -> mixin.options().contains(option))
        .map(CommandSpec::userObject)
        .filter(OptionGroup.class::isInstance)
        .map(group -> ((OptionGroup) group).heading())
        .findFirst()
        .orElse(command.userObject() instanceof OptionGroup own ? own.heading() : OWN);
  }

  /** The whole section of options. */
  static String options(Help help) {
    CommandSpec command = help.commandSpec();
    Map<String, List<OptionSpec>> groups = groups(command);
    StringBuilder section = new StringBuilder();
    groups.forEach(
        (heading, options) -> {
          Layout layout = help.createDefaultLayout();
          layout.addOptions(options, help.createDefaultParamLabelRenderer());
          section.append(String.format("%n%s:%n%s", heading, layout));
        });
    List<OptionSpec> shared = shared(command);
    if (!shared.isEmpty()) {
      int width = command.usageMessage().width();
      section.append(String.format("%n%s%n", SHARED)).append(filled(names(shared), width));
    }
    return section.toString();
  }

  private static List<String> names(List<OptionSpec> options) {
    return options.stream()
        .map(
            option ->
                String.join(", ", option.names())
                    + (option.arity().max() > 0 ? "=" + option.paramLabel() : ""))
        .toList();
  }

  private static String filled(List<String> words, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      if (line.length() + 2 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append("  ").append(word);
    }
    lines.add(line.toString());
    return lines.stream().collect(joining(System.lineSeparator(), "", System.lineSeparator()));
  }
}
