package icloudmail.cli;

import icloudmail.config.ConfigWriter;
import icloudmail.config.FileStore;
import icloudmail.config.PasswordStore;
import icloudmail.config.PasswordStores;
import icloudmail.model.Account;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.PasswordSource;
import icloudmail.model.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tries an account with the servers, and keeps it: its password, then its configuration. */
final class Setup {
  private final GlobalOptions global;
  private final Path file;
  private final ConfigWriter config;

  Setup(GlobalOptions global) {
    this.global = global;
    this.file = global.configFile();
    this.config = new ConfigWriter(file);
  }

  /** Sets up an account; answers the exit code. */
  int run(SetupAnswers answers) throws MailException {
    // what is wrong with the file is told before anybody types anything
    config.names();
    String login = answers.login();
    String name = name(login);
    List<String> from = answers.from(login);
    String storeName = answers.store();
    // last, since the console reads on beyond the line that it is asked for
    Secret password = answers.password();
    if (!password.looksAppSpecific()) {
      global.warn("this does not look like an app-specific password; it is tried all the same");
    }
    int code =
        tried(new Account(name, login, SetupAnswers.addresses(from, login), source(password)));
    if (code != ExitCode.OK) {
      global.tell("Nothing was kept.");
      return code;
    }
    String place = kept(name, login, from, password, storeName);
    global.tell("The password is in " + place + ", the account '" + name + "' in " + file + ".");
    global.tell("Next: icloud-mail " + (config.isDefault(name) ? "" : "-a " + name + " ") + "list");
    return ExitCode.OK;
  }

  /** Removes the account of -a; answers the exit code. */
  int remove() throws MailException {
    String name = global.givenName();
    String login = name == null ? null : config.login(name);
    if (name == null || login == null) {
      throw new MailException(
          Kind.USAGE,
          name == null ? "remove which account?" : file + " has no account '" + name + "'",
          "Name one with -a; it has: " + String.join(", ", config.names()) + ".");
    }
    String storeName = config.store(name);
    PasswordStore store = store(storeName, name);
    boolean ours = storeName != null || Files.exists(passwordFile(name));
    config.remove(name);
    store.remove(login);
    global.tell(
        "The account '"
            + name
            + (ours
                ? "' and the password in " + place(store, name) + " are gone."
                : "' is gone; its password was not kept by setup, and is where it was."));
    return ExitCode.OK;
  }

  private int tried(Account account) throws MailException {
    return global.print(
        printer ->
            global
                .services()
                .doctor()
                .login(account, printer::finding)
                .map(ExitCode::of)
                .orElse(ExitCode.OK));
  }

  /** All of it or nothing: where the configuration cannot be written, the password goes again. */
  private String kept(
      String name, String login, List<String> from, Secret password, String storeName)
      throws MailException {
    PasswordStore store = store(storeName, name);
    Optional<Secret> before = readable(store, login);
    store.write(login, password);
    boolean whole = false;
    try {
      boolean inFile = storeName.equals(FileStore.NAME);
      config.put(
          name,
          new ConfigWriter.Entry(
              login,
              from,
              inFile ? String.valueOf(passwordFile(name).getFileName()) : null,
              inFile ? null : storeName));
      whole = true;
    } finally {
      if (!whole && before.isPresent()) {
        store.write(login, before.get());
      } else if (!whole) {
        store.remove(login);
      }
    }
    return place(store, name);
  }

  private static Optional<Secret> readable(PasswordStore store, String login) {
    try {
      return Optional.of(store.read(login));
    } catch (MailException e) {
      return Optional.empty();
    }
  }

  private PasswordStore store(@Nullable String storeName, String name) {
    return (storeName == null
            ? Optional.<PasswordStore>empty()
            : PasswordStores.named(storeName, global.surroundings().environment().stateDirectory()))
        .orElseGet(() -> new FileStore(passwordFile(name)));
  }

  private Path passwordFile(String name) {
    return file.resolveSibling(name.replaceAll("[^A-Za-z0-9._-]", "_") + ".password");
  }

  private String place(PasswordStore store, String name) {
    return store.name().equals(FileStore.NAME)
        ? passwordFile(name).toString()
        : "the " + store.name() + " store";
  }

  /** The account of -a, or the one with this login, or a new one that is called as it. */
  private String name(String login) throws MailException {
    String given = global.givenName();
    if (given != null) {
      return given;
    }
    for (String each : config.names()) {
      if (login.equals(config.login(each))) {
        return each;
      }
    }
    return login.substring(0, login.indexOf('@'));
  }

  private static PasswordSource source(Secret password) {
    return new PasswordSource() {
      @Override
      public Secret password() {
        return password;
      }

      @Override
      public String origin() {
        return "setup";
      }
    };
  }
}
