package icloudmail.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.cli.CommandTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The pages of the manual as they are shipped, in troff. */
class ManPagesIT {
  private static final Path PAGES = Path.of("target/icloud-mail/share/man/man1");

  private static List<CommandSpec> commands() {
    CommandSpec program = CommandTree.model();
    List<CommandSpec> all = new ArrayList<>(List.of(program));
    program.subcommands().values().stream().map(CommandLine::getCommandSpec).forEach(all::add);
    return all;
  }

  /** A page with its sections, and with its text as a reader sees it. */
  private static String page(String name) throws IOException {
    return Files.readString(PAGES.resolve(name + ".1"))
        .replaceAll("\\\\f[A-Z]", "")
        .replace("\\&", "")
        .replace("\\-", "-")
        .replace("\\*(Aq", "'")
        .replace("\\(cq", "'")
        .replace("\\(ti", "~")
        .replace("\\(ha", "^");
  }

  @Test
  void eachPageTellsEveryOptionAndOperandOfItsCommand() throws IOException {
    for (CommandSpec command : commands()) {
      String page = page(command.qualifiedName("-"));
      for (OptionSpec option : command.options()) {
        assertThat(page).contains("\n" + String.join(", ", option.names()));
      }
      for (ArgSpec argument : command.args()) {
        assertThat(page).contains("\n" + String.join(" ", argument.description()) + "\n");
      }
    }
  }

  @Test
  void eachPageHasTheUsualSectionsAndExamples() throws IOException {
    for (CommandSpec command : commands()) {
      List<String> footer = List.of(command.usageMessage().footer());
      String about = command.usageMessage().description()[0];
      assertThat(page(command.qualifiedName("-")))
          .contains(
              ".SH \"NAME\"\n" + command.qualifiedName("-") + " - " + about.replaceAll("\\.$", ""),
              ".SH \"SYNOPSIS\"\n.sp\n" + command.qualifiedName() + " [OPTIONS]",
              ".SH \"DESCRIPTION\"\n.sp\n" + about + "\n",
              ".SH \"EXAMPLES\"\n",
              ".SH \"SEE ALSO\"\n")
          .contains(
              footer.subList(footer.indexOf("Examples:") + 1, footer.size()).stream()
                  .map(String::strip)
                  .toList());
    }
    assertThat(page("icloud-mail"))
        .contains(".SH \"QUERIES\"\n", ".SH \"EXIT STATUS\"\n", ".SH \"ENVIRONMENT\"\n")
        .contains("\n77   login refused   ");
  }

  @Test
  void eachPageTellsVersionAndDayOfTheProgramAndNotThoseOfItsBuild() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : (Iterable<Path>) pages::iterator) {
        assertThat(page)
            .content()
            .contains(" \"1\" \"2026-11-23\" \"icloud\\-mail 0.1.0\" \"icloud\\-mail\"\n")
            .doesNotContain("Icloud");
      }
    }
  }
}
