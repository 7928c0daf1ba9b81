package icloudmail.cli.build;

import icloudmail.cli.CommandTree;
import icloudmail.cli.HelpTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Writes the files that the build makes of the command tree. */
public final class BuildFiles {
  private static final String SENDMAIL = "icloud-mail-sendmail.1";

  private BuildFiles() {}

  /**
   * Writes them.
   *
   * @param arguments the directory with the templates of the scripts, that of the classes, where
   *     the program finds the scripts, that of what is shipped beside it, the version, and the day
   *     that the pages tell, as {@code 2026-01-31}, with or without a time behind it
   */
  public static void main(String[] arguments) throws IOException {
    Path templates = Path.of(arguments[0]);
    Path resources = Path.of(arguments[1], "icloudmail", "completion");
    Path share = Path.of(arguments[2]);
    CommandSpec program = CommandTree.model();
    List<CompletedCommand> commands = CompletedCommand.all(program);
    String bash = BashScript.of(commands, Files.readString(templates.resolve("icloud-mail.bash")));
    String zsh = ZshScript.of(commands, Files.readString(templates.resolve("icloud-mail.zsh")));
    String fish = FishScript.of(commands, Files.readString(templates.resolve("icloud-mail.fish")));
    write(resources.resolve("bash"), bash);
    write(resources.resolve("zsh"), zsh);
    write(resources.resolve("fish"), fish);
    write(share.resolve("bash-completion/completions/icloud-mail"), bash);
    write(share.resolve("zsh/site-functions/_icloud-mail"), zsh);
    write(share.resolve("fish/vendor_completions.d/icloud-mail.fish"), fish);
    String day = arguments[4].substring(0, "2026-01-31".length());
    pages(program, share.resolve("man/man1"), arguments[3], day);
    String sendmail = Files.readString(templates.resolveSibling("man").resolve(SENDMAIL));
    write(
        share.resolve("man/man1").resolve(SENDMAIL),
        sendmail.replace("@version@", arguments[3]).replace("@day@", day));
  }

  private static void pages(CommandSpec program, Path directory, String version, String day)
      throws IOException {
    Map<String, List<String>> topics = new LinkedHashMap<>();
    for (String topic : new HelpTopics()) {
      List<String> lines = HelpTopics.text(topic).lines().toList();
      // the first line is the heading, and man has a name of its own for that of the exit codes
      topics.put(lines.get(0).replace("EXIT CODES", "EXIT STATUS"), lines.subList(2, lines.size()));
    }
    page(program, topics, directory, version, day);
    for (CommandLine command : program.subcommands().values()) {
      page(command.getCommandSpec(), Map.of(), directory, version, day);
    }
  }

  private static void page(
      CommandSpec command,
      Map<String, List<String>> topics,
      Path directory,
      String version,
      String day)
      throws IOException {
    write(
        directory.resolve(ManPage.name(command) + ".1"), ManPage.of(command, topics, version, day));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
