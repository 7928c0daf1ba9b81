package icloudmail.cli;

import icloudmail.config.AccountResolver;
import icloudmail.model.Account;
import icloudmail.model.Accounts;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.PasswordSource;
import icloudmail.model.Query;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command that tell whose mail is meant. */
class AccountOptions {
  private final Surroundings surroundings;
  private final Wiring wiring;

  @Option(
      names = {"-a", "--account"},
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "The account, as the configuration file names it.")
  private List<String> account = new ArrayList<>();

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "The configuration file.")
  private @Nullable Path config;

  AccountOptions(Surroundings surroundings, Wiring wiring) {
    this.surroundings = surroundings;
    this.wiring = wiring;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /**
   * The query of a command that has none by itself.
   *
   * @throws MailException of kind USAGE, saying {@code question}, where no word is given
   */
  Query named(List<String> words, String question) throws MailException {
    Query none = Query.all("");
    Query query = QueryParser.parse(words, none, surroundings);
    if (query.equals(none)) {
      throw new MailException(Kind.USAGE, question, "Name a UID, a reference or a query.");
    }
    return query;
  }

  Account account() throws MailException {
    if (account.size() > 1) {
      throw new MailException(
          Kind.USAGE, "one account at a time", "Only check takes -a more than once.");
    }
    return resolved(account.isEmpty() ? null : account.get(0));
  }

  /** The account, or all that were named with -a; each once. */
  List<Account> allAccounts() throws MailException {
    if (account.size() < 2) {
      return List.of(account());
    }
    List<Account> all = new ArrayList<>();
    for (String name : new LinkedHashSet<>(account)) {
      all.add(resolved(name));
    }
    return all;
  }

  private Account resolved(@Nullable String name) throws MailException {
    return wiring.accounts().resolve(name, config);
  }

  /**
   * The name that was given with -a, or null.
   *
   * @throws MailException of kind CONFIGURATION where there is no account of this name
   */
  @Nullable String accountName() throws MailException {
    return account.isEmpty() ? null : account().name();
  }

  /** The name that was given with -a, whether there is such an account or not; or null. */
  @Nullable String givenName() throws MailException {
    if (account.size() > 1) {
      throw new MailException(Kind.USAGE, "one account at a time");
    }
    return account.isEmpty() ? null : account.get(0);
  }

  /** The configuration file, whether it is there or not. */
  Path configFile() {
    return config != null ? config : surroundings.environment().configFile();
  }

  /** Says of an account where it is configured. */
  String place(Account account) {
    return account.name().equals(AccountResolver.ENVIRONMENT)
        ? account.login() + ", by $ICLOUD_MAIL_LOGIN"
        : "account '" + account.name() + "' of " + account.login() + ", in " + configFile();
  }

  /** Asks the user for a password; empty where there is nobody to ask. */
  Optional<PasswordSource> prompt() {
    return wiring.prompt();
  }

  /** The accounts that messages in the outbox name. */
  Accounts accounts() {
    return name -> name.equals(AccountResolver.ENVIRONMENT) ? account() : resolved(name);
  }

  /** Whether more than one account is meant. */
  boolean hasSeveralAccounts() {
    return account.size() > 1;
  }
}
