package icloudmail.cli.build;

import icloudmail.cli.HelpLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The page of the manual about a command: what its help tells, and the options of every command.
 */
final class ManPage {
  private static final String EXAMPLES = "Examples:";

  private final CommandSpec command;
  private final Roff page;
  private final List<String> notes = new ArrayList<>();
  private final List<String> examples = new ArrayList<>();

  private ManPage(CommandSpec command, String version, String day) {
    this.command = command;
    this.page = new Roff(name(command), version, day);
    List<String> footer = Arrays.asList(command.usageMessage().footer());
    int at = footer.indexOf(EXAMPLES);
    notes.addAll(footer.subList(0, at));
    examples.addAll(footer.subList(at + 1, footer.size()));
  }

  /** What the page of a command is called: {@code icloud-mail-send}. */
  static String name(CommandSpec command) {
    return command.qualifiedName("-");
  }

  /**
   * The page of a command.
   *
   * @param topics what the program's page tells besides, as lines by heading; empty for commands
   */
  static String of(
      CommandSpec command, Map<String, List<String>> topics, String version, String day) {
    ManPage page = new ManPage(command, version, day);
    page.beginning();
    page.commands();
    HelpLayout.groups(command).forEach(page::options);
    page.options("Options of every command", HelpLayout.shared(command));
    topics.forEach(page::topic);
    page.end(topics.isEmpty());
    return page.page.toString();
  }

  private void beginning() {
    String about = String.join(" ", command.usageMessage().description());
    page.section("NAME");
    page.paragraph(name(command) + " - " + about.replaceFirst("\\.$", ""));
    page.section("SYNOPSIS");
    String synopsis = new Help(command, Help.defaultColorScheme(Ansi.OFF)).synopsis(0);
    page.verbatim(synopsis.lines().map(String::strip).toList());
    page.section("DESCRIPTION");
    page.paragraph(about);
    if (notes.stream().anyMatch(note -> !note.isEmpty())) {
      page.verbatim(String.join("\n", notes).strip().lines().toList());
    }
    for (PositionalParamSpec operand : command.positionalParameters()) {
      page.item(operand.paramLabel(), String.join(" ", operand.description()));
    }
  }

  private void commands() {
    if (!command.subcommands().isEmpty()) {
      page.section("COMMANDS");
      command
          .subcommands()
          .forEach(
              (name, each) ->
                  page.item(
                      "icloud-mail " + name,
                      String.join(" ", each.getCommandSpec().usageMessage().description())));
    }
  }

  private void options(String heading, List<OptionSpec> options) {
    if (!options.isEmpty()) {
      page.section(heading.toUpperCase(Locale.ROOT));
      options.forEach(option -> page.item(names(option), String.join(" ", option.description())));
    }
  }

  private static String names(OptionSpec option) {
    String value = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
    boolean optional = option.arity().min() == 0 && !value.isEmpty();
    return String.join(", ", option.names()) + (optional ? "[" + value + "]" : value);
  }

  private void topic(String heading, List<String> lines) {
    page.section(heading);
    page.verbatim(lines);
  }

  private void end(boolean refers) {
    page.section("EXAMPLES");
    page.verbatim(examples.stream().map(String::strip).toList());
    page.section("SEE ALSO");
    page.paragraph(
        refers
            ? "icloud-mail(1), which tells exit codes, environment, queries and forms of answers."
            : "sysexits(3), sendmail(8), and icloud-mail-sendmail(1), which takes its place.");
  }
}
