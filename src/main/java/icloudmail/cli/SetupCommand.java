package icloudmail.cli;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sets up an account: tried first, then kept. */
@Command(
    name = "setup",
    description = "Set up an account: ask, try it with Apple's servers, keep it.",
    descriptionHeading = "%n",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {
      "",
      "What is not given is asked for at the terminal. Nothing is kept that the",
      "servers refuse. -a names the account; one that is there is changed.",
      "",
      "Examples:",
      "  icloud-mail setup",
      "  icloud-mail setup --email jo@icloud.com --password-stdin <password",
      "  icloud-mail setup --remove -a work"
    })
final class SetupCommand implements Callable<Integer> {
  @Option(
      names = "--email",
      paramLabel = "ADDRESS",
      description = "The primary address of the account, which it logs in with.")
  private @Nullable String email;

  @Option(
      names = {"-F", "--from"},
      paramLabel = "FROM",
      description = "'Name <address>' to send from; again for an alias. The first is the default.")
  private List<String> from = new ArrayList<>();

  @Option(
      names = "--password-stdin",
      description = "Read the app-specific password from standard input.")
  private boolean passwordStdin;

  @Option(
      names = "--store",
      paramLabel = "STORE",
      description = "Keep the password in secret-tool, keychain, dpapi or a private file.")
  private @Nullable String store;

  @Option(names = "--remove", description = "Remove the account of -a and its password.")
  private boolean remove;

  private final GlobalOptions global;

  SetupCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() throws MailException {
    if (remove && (email != null || passwordStdin || store != null || !from.isEmpty())) {
      throw new MailException(Kind.USAGE, "--remove takes -a NAME and nothing else");
    }
    SetupAnswers answers = new SetupAnswers(global, email, from, passwordStdin, store);
    Setup setup = new Setup(global);
    return remove ? setup.remove() : setup.run(answers);
  }
}
