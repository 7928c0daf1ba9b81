package icloudmail.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.cli.CommandTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class BuildFilesTest {
  @TempDir Path directory;

  private Map<String, String> build(String name) throws IOException {
    Path target = directory.resolve(name);
    BuildFiles.main(
        new String[] {
          "src/main/completion",
          target.resolve("classes").toString(),
          target.resolve("share").toString(),
          target.resolve("manual").toString()
        });
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(target)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        files.put(target.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }

  private static List<CommandSpec> commands() {
    CommandSpec program = CommandTree.model();
    List<CommandSpec> all = new ArrayList<>(List.of(program));
    program.subcommands().values().stream().map(CommandLine::getCommandSpec).forEach(all::add);
    return all;
  }

  @Test
  void twoBuildsMakeTheSame() throws IOException {
    assertThat(build("one")).isEqualTo(build("two")).hasSize(6 + commands().size() + 1);
  }

  @Test
  void noTextOfAPageIsTakenForMarkup() {
    assertThat(AsciiDoc.plain("FILE[;type=T] *is* {this}, or 5%"))
        .isEqualTo("pass:c[FILE[;type=T\\] *is* {this}, or 5%]");
    assertThat(
            AsciiDoc.paragraphs(
                List.of("", "One", "two:", "  a  *b*", "    c", "", "* three", "", "  d")))
        .isEqualTo(
            """
            pass:c[One
            two:]

            [verse,subs=specialchars]
            ____
            a  *b*
              c
            ____

            pass:c[* three]

            [verse,subs=specialchars]
            ____
            d
            ____""");
  }

  @Test
  void theScriptsKnowEveryCommandAndEveryOption() throws IOException {
    Map<String, String> files = build("one");
    String bash = files.get("classes/icloudmail/completion/bash");
    String zsh = files.get("classes/icloudmail/completion/zsh");
    String fish = files.get("classes/icloudmail/completion/fish");

    assertThat(files.get("share/bash-completion/completions/icloud-mail")).isEqualTo(bash);
    assertThat(files.get("share/zsh/site-functions/_icloud-mail")).isEqualTo(zsh);
    assertThat(files.get("share/fish/vendor_completions.d/icloud-mail.fish")).isEqualTo(fish);
    for (CommandSpec command : commands()) {
      assertThat(fish)
          .contains(" -a " + (command.parent() == null ? "send" : command.name()) + " ");
      for (OptionSpec option : command.options()) {
        assertThat(bash).contains(option.longestName());
        assertThat(zsh).contains(option.longestName());
        assertThat(fish).contains(" -l " + option.longestName().substring(2) + " ");
      }
    }
    assertThat(bash + zsh + fish)
        .doesNotContain("#commands", "#options", "#shared", "#program", "#arguments");
  }
}
