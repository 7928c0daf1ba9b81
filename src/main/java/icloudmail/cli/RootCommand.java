package icloudmail.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself: what all commands share, and the help that lists them. */
@Command(
    name = "icloud-mail",
    versionProvider = VersionProvider.class,
    description = "iCloud Mail from the command line.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    parameterListHeading = "%n",
    descriptionHeading = "%n",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {
      "",
      "'icloud-mail COMMAND --help' explains a command, and 'icloud-mail help TOPIC'",
      "one of queries, exit-codes, environment, formatting.",
      "",
      "Examples:",
      "  df -h | icloud-mail send -s \"disk $(hostname)\" me@icloud.com",
      "  icloud-mail list from:bank since:7d",
      "  icloud-mail fetch 2271 --as attachments -o ~/Downloads",
      "  icloud-mail check -q subject:ALERT && echo 'there is an alert'"
    })
final class RootCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final GlobalOptions global;

  RootCommand(GlobalOptions global) {
    this.global = global;
  }

  GlobalOptions global() {
    return global;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
