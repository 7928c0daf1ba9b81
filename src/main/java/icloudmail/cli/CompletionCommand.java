package icloudmail.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the script that completes command lines in a shell, as it was made with the program. */
@Command(
    name = "completion",
    description = "Print the script that completes command lines in a shell.",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {
      "",
      "Folders are completed from those that the server told last, accounts from the",
      "configuration file. The scripts are in share/ beside the program, too.",
      "",
      "Examples:",
      "  eval \"$(icloud-mail completion bash)\"    # in ~/.bashrc",
      "  eval \"$(icloud-mail completion zsh)\"     # in ~/.zshrc, after compinit",
      "  icloud-mail completion fish | source       # in ~/.config/fish/config.fish"
    })
final class CompletionCommand implements Callable<Integer> {
  /** The shells. */
  enum Shell {
    BASH,
    ZSH,
    FISH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Reads the name of one. */
  static final class ShellConverter implements ITypeConverter<Shell> {
    @Override
    public Shell convert(String typed) throws Exception {
      return CommandTree.oneOf(Shell.values()).convert(typed);
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SHELL",
      converter = ShellConverter.class,
      description = "bash, zsh or fish.")
  private Shell shell;

  @Override
  public Integer call() {
    try (InputStream script =
        CompletionCommand.class.getResourceAsStream("/icloudmail/completion/" + shell)) {
      byte[] text = Objects.requireNonNull(script).readAllBytes();
      spec.commandLine().getOut().print(new String(text, StandardCharsets.UTF_8));
      return ExitCode.OK;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
