package icloudmail.cli.build;

import static java.util.stream.Collectors.joining;

import icloudmail.cli.HelpLayout;
import icloudmail.cli.HelpTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ScopeType;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * The pages of the manual in AsciiDoc: what the help of a command tells, and the options of every
 * command.
 */
final class ManPages {
  private static final String EXAMPLES = "Examples:";
  private static final String SEE_FROM_PROGRAM =
      "sysexits(3), sendmail(8), and icloud-mail-sendmail(1), which takes its place.";
  private static final String SEE_FROM_COMMAND =
      "icloud-mail(1), which tells exit codes, environment, queries and forms of answers.";

  private ManPages() {}

  /** Writes the page of the program and that of each of its commands. */
  static void write(CommandSpec program, Path directory) throws IOException {
    CommandSpec pages = page(program);
    for (CommandLine each : program.subcommands().values()) {
      pages.addSubcommand(each.getCommandName(), page(each.getCommandSpec()));
    }
    new CommandLine(pages);
    ManPageGenerator.generateManPage(directory.toFile(), null, new boolean[0], false, pages);
    end(program, topics(), SEE_FROM_PROGRAM, directory);
    for (CommandLine each : program.subcommands().values()) {
      end(each.getCommandSpec(), "", SEE_FROM_COMMAND, directory);
    }
  }

  /** A command as the generator is to show it: all texts that it takes for AsciiDoc are such. */
  private static CommandSpec page(CommandSpec command) {
    CommandSpec page = CommandSpec.create().name(command.name());
    page.usageMessage(command.usageMessage());
    String about = String.join(" ", command.usageMessage().description());
    String notes = AsciiDoc.paragraphs(footer(command).subList(0, examples(command)));
    String name = command.qualifiedName();
    page.usageMessage()
        .header(about.replaceFirst("\\.$", ""))
        .description(AsciiDoc.plain(about), "", notes.replace("%", "%%"));
    List<String> synopsis = Arrays.asList(page.usageMessage().customSynopsis());
    if (!synopsis.isEmpty()) {
      page.usageMessage()
          .customSynopsis(
              synopsis.stream()
                  .map(line -> line.strip().replace(name, "*" + name + "*"))
                  .collect(joining(" +%n")));
    }
    Map<String, List<OptionSpec>> groups = new LinkedHashMap<>(HelpLayout.groups(command));
    groups.put("Options of every command", HelpLayout.shared(command));
    groups.values().removeIf(List::isEmpty);
    groups.forEach((heading, options) -> page.addArgGroup(group(heading, options)));
    for (PositionalParamSpec operand : command.positionalParameters()) {
      page.addPositional(
          PositionalParamSpec.builder(operand).description(described(operand)).build());
    }
    return page;
  }

  private static ArgGroupSpec group(String heading, List<OptionSpec> options) {
    ArgGroupSpec.Builder group = ArgGroupSpec.builder().heading(heading).validate(false);
    for (OptionSpec option : options) {
      group.addArg(
          OptionSpec.builder(option)
              .description(described(option))
              .scopeType(ScopeType.LOCAL)
              .build());
    }
    return group.build();
  }

  private static String described(ArgSpec argument) {
    return AsciiDoc.plain(String.join(" ", argument.description()));
  }

  private static List<String> footer(CommandSpec command) {
    return Arrays.asList(command.usageMessage().footer());
  }

  private static int examples(CommandSpec command) {
    return footer(command).indexOf(EXAMPLES);
  }

  /** What the generator has no words for. */
  private static void end(CommandSpec command, String topics, String see, Path directory)
      throws IOException {
    List<String> footer = footer(command);
    List<String> examples = footer.subList(examples(command) + 1, footer.size());
    String end =
        topics
            + section("Examples", AsciiDoc.verbatim(String.join("\n", examples)))
            + section("See also", AsciiDoc.plain(see));
    Path page = directory.resolve(command.qualifiedName("-") + ".adoc");
    Files.writeString(page, end, StandardOpenOption.APPEND);
  }

  private static String topics() {
    StringBuilder sections = new StringBuilder();
    for (String topic : new HelpTopics()) {
      List<String> lines = HelpTopics.text(topic).lines().toList();
      // the first line is the heading, and man has a name of its own for that of the exit codes
      String heading = lines.get(0).replace("EXIT CODES", "EXIT STATUS");
      sections.append(section(heading, AsciiDoc.paragraphs(lines.subList(1, lines.size()))));
    }
    return sections.toString();
  }

  private static String section(String heading, String text) {
    return "== " + heading + "\n\n" + text + "\n\n";
  }
}
