package icloudmail.config;

import icloudmail.model.Account;
import icloudmail.model.Address;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.PasswordSource;
import icloudmail.model.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the account and where its password is read from: option, environment, configuration file.
 * The first configured password source is the one; there is no second try with another.
 */
public final class AccountResolver {
  /** What the account is called that the environment alone tells of. */
  public static final String ENVIRONMENT = "environment";

  private static final String NEXT_STEP =
      "Run: icloud-mail setup. Or set ICLOUD_MAIL_LOGIN and ICLOUD_MAIL_PASSWORD_FILE, or write ";

  private final Environment environment;
  private final Optional<PasswordSource> prompt;
  private final boolean local;

  /**
   * @param prompt asks the user for the password; empty where there is no terminal
   * @param local whether loopback servers stand in, which no stored password is sent to
   */
  public AccountResolver(Environment environment, Optional<PasswordSource> prompt, boolean local) {
    this.environment = environment;
    this.prompt = prompt;
    this.local = local;
  }

  /**
   * The account of this name, or the default one.
   *
   * @param name as the user gave it, or null
   * @param config the configuration file that the user named, or null
   * @throws MailException of kind CONFIGURATION where there is none, or the file is wrong
   */
  public Account resolve(@Nullable String name, @Nullable Path config) throws MailException {
    Settings settings = settings(config);
    String login = environment.get("ICLOUD_MAIL_LOGIN");
    String wanted = name != null ? name : environment.get("ICLOUD_MAIL_ACCOUNT");
    if (wanted == null && login != null && settings.accounts().isEmpty()) {
      return account(ENVIRONMENT, AccountSettings.of(login), settings);
    }
    String chosen = wanted != null ? wanted : defaultAccount(settings);
    AccountSettings account = settings.accounts().get(chosen);
    if (account == null) {
      throw new MailException(
          Kind.CONFIGURATION,
          settings.accounts().isEmpty()
              ? "no account '" + chosen + "' is set up"
              : settings.file() + " has no account '" + chosen + "'",
          settings.accounts().isEmpty()
              ? NEXT_STEP + settings.file() + "."
              : "It has: " + String.join(", ", settings.accounts().keySet()) + ".");
    }
    return account(chosen, login == null ? account : account.withLogin(login), settings);
  }

  private Settings settings(@Nullable Path config) throws MailException {
    Path file = config != null ? config : environment.configFile();
    boolean named = config != null || environment.get("ICLOUD_MAIL_CONFIG") != null;
    return named || Files.exists(file) ? ConfigFile.read(file) : new Settings(file, null, Map.of());
  }

  private static String defaultAccount(Settings settings) throws MailException {
    if (settings.defaultAccount() != null) {
      return settings.defaultAccount();
    }
    List<String> names = List.copyOf(settings.accounts().keySet());
    if (names.size() == 1) {
      return names.get(0);
    }
    throw names.isEmpty()
        ? new MailException(
            Kind.CONFIGURATION, "no account is set up", NEXT_STEP + settings.file() + ".")
        : new MailException(
            Kind.CONFIGURATION,
            "several accounts and no default-account in " + settings.file(),
            "Choose with -a: " + String.join(", ", names) + ".");
  }

  private Account account(String name, AccountSettings settings, Settings all)
      throws MailException {
    String login = settings.login();
    if (!login.matches("[^@\\s]+@[^@\\s]+")) {
      throw new MailException(
          Kind.CONFIGURATION,
          "the login '" + login + "' is not an address",
          "It is the account's primary address, at icloud.com, me.com or mac.com.");
    }
    List<Address> from = new ArrayList<>();
    for (String typed : settings.from()) {
      from.add(sender(typed, Kind.CONFIGURATION, all.file() + ": 'from' holds"));
    }
    if (from.isEmpty()) {
      from.add(new Address(null, login));
    }
    PasswordSource source = source(settings, login, all.file());
    return new Account(
        name,
        login,
        from,
        new RememberedPassword(source),
        settings.signature(),
        settings.sentCopy());
  }

  /**
   * An address that may stand in From.
   *
   * @param typed {@code Name <local@domain>} or {@code local@domain}
   * @param kind of the failure, which begins with {@code where}
   * @throws MailException where it is none
   */
  public static Address sender(String typed, Kind kind, String where) throws MailException {
    int open = typed.lastIndexOf('<');
    boolean named = open >= 0 && typed.endsWith(">");
    String email = named ? typed.substring(open + 1, typed.length() - 1) : typed;
    String name = named ? typed.substring(0, open).strip().replaceAll("^\"|\"$", "") : "";
    if (!email.matches("[^@\\s<>]+@[^@\\s<>]+") || name.matches(".*[<>].*")) {
      throw new MailException(
          kind, where + " '" + typed + "'", "Write \"Name <local@domain>\" or \"local@domain\".");
    }
    return new Address(name.isEmpty() ? null : name, email);
  }

  private PasswordSource source(AccountSettings settings, String login, Path config) {
    List<String> command = settings.passwordCommand();
    if (command != null) {
      return local
          ? NoPassword.forLocalServers()
          : new PasswordCommand(command, PasswordCommand.LIMIT);
    }
    if (settings.passwordFile() != null) {
      Path directory = Objects.requireNonNullElse(config.toAbsolutePath().getParent(), config);
      Path file = directory.resolve(home(settings.passwordFile()));
      return new PasswordFile("password.file", file, true);
    }
    return sourceOfEnvironment()
        .or(() -> stored(settings, login))
        .or(() -> prompt)
        .orElseGet(
            () ->
                new NoPassword(
                    "no password is configured for " + login,
                    "Run: icloud-mail setup. Or set ICLOUD_MAIL_PASSWORD_FILE to a private file that"
                        + " holds the app-specific password."));
  }

  private Optional<PasswordSource> stored(AccountSettings settings, String login) {
    if (settings.passwordStore() == null) {
      return Optional.empty();
    }
    if (local) {
      return Optional.of(NoPassword.forLocalServers());
    }
    return PasswordStores.named(settings.passwordStore(), environment.stateDirectory())
        .map(store -> new StoredPassword(store, login));
  }

  private Optional<PasswordSource> sourceOfEnvironment() {
    String file = environment.get("ICLOUD_MAIL_PASSWORD_FILE");
    if (file != null) {
      return Optional.of(new PasswordFile("ICLOUD_MAIL_PASSWORD_FILE", Path.of(file), true));
    }
    String credentials = environment.get("CREDENTIALS_DIRECTORY");
    if (credentials != null && Files.exists(Path.of(credentials, "icloud-mail"))) {
      return Optional.of(
          new PasswordFile("CREDENTIALS_DIRECTORY", Path.of(credentials, "icloud-mail"), false));
    }
    String value = environment.get("ICLOUD_MAIL_PASSWORD");
    if (value != null) {
      return Optional.of(new PasswordVariable("ICLOUD_MAIL_PASSWORD", new Secret(value)));
    }
    return Optional.empty();
  }

  private String home(String path) {
    String home = environment.get("HOME");
    return path.startsWith("~/") && home != null ? home + path.substring(1) : path;
  }
}
