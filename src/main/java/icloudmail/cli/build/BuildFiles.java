package icloudmail.cli.build;

import icloudmail.cli.CommandTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Writes the files that the build makes of the command tree. */
public final class BuildFiles {
  private static final String SENDMAIL = "icloud-mail-sendmail.adoc";

  private BuildFiles() {}

  /**
   * Writes them.
   *
   * @param arguments the directory with the templates of the scripts, that of the classes, where
   *     the program finds the scripts, that of what is shipped beside it, and that of the pages of
   *     the manual in AsciiDoc
   */
  public static void main(String[] arguments) throws IOException {
    Path templates = Path.of(arguments[0]);
    Path resources = Path.of(arguments[1], "icloudmail", "completion");
    Path share = Path.of(arguments[2]);
    Path manual = Path.of(arguments[3]);
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
    ManPages.write(program, manual);
    Files.copy(
        templates.resolveSibling("man").resolve(SENDMAIL),
        manual.resolve(SENDMAIL),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
