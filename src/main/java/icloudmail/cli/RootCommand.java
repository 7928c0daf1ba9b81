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
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%n",
    descriptionHeading = "%n",
    abbreviateSynopsis = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; found; queued where --queue asks for it",
      "1:check found nothing; a named message is not there",
      "64:wrong usage or query",
      "65:message, recipient or reference refused for good",
      "66:an input file is missing or unreadable",
      "69:the service refuses for good: policy, daily limit",
      "70:a bug of this program",
      "73:an output cannot be created",
      "74:reading or writing failed",
      "75:temporary: network, time-out, busy server; try again",
      "76:the server broke the protocol, or the outcome of a send is unknown",
      "77:login refused",
      "78:no or unsafe configuration or password"
    },
    footer = {
      "",
      "Run 'icloud-mail COMMAND --help' for one command, and 'icloud-mail help TOPIC' for",
      "one of queries, exit-codes, environment, formatting."
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
