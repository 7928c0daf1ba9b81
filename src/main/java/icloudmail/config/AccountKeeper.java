package icloudmail.config;

import icloudmail.model.MailException;
import icloudmail.model.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps accounts: the password of each in a store, the rest in {@code config.toml}. The password
 * comes first and goes first, so that a run which is cut short leaves no account without one that
 * could not be set up, or removed, once more.
 */
public final class AccountKeeper {
  private final Path file;
  private final Path state;
  private final ConfigWriter config;

  /**
   * @param file the configuration file; made, private, where it is not there
   * @param state the program's state directory
   */
  public AccountKeeper(Path file, Path state) {
    this.file = file;
    this.state = state;
    this.config = new ConfigWriter(file);
  }

  /**
   * The names of the accounts that are there.
   *
   * @throws MailException of kind CONFIGURATION where the file is wrong
   */
  public Set<String> names() throws MailException {
    return config.names();
  }

  /** The login of an account, or null where there is no such account. */
  public @Nullable String login(String name) throws MailException {
    return config.login(name);
  }

  /** What an account may send from; empty where nothing says so. */
  public List<String> from(String name) throws MailException {
    return config.from(name);
  }

  /**
   * Changes nothing.
   *
   * @throws MailException of kind CONFIGURATION where this account cannot be written to the file
   */
  public void requireChangeable(String name) throws MailException {
    config.requireChangeable(name);
  }

  /** The key of a password source that was not made here, and that {@link #keep} replaces. */
  public Optional<String> otherSource(String name) throws MailException {
    if (config.hasPasswordCommand(name)) {
      return Optional.of("password.command");
    }
    return config.passwordFile(name) == null || namesOwnFile(name)
        ? Optional.empty()
        : Optional.of("password.file");
  }

  /** Whether commands mean this account that name none. */
  public boolean isDefault(String name) throws MailException {
    return config.isDefault(name);
  }

  /**
   * Keeps an account, all of it or nothing: where the configuration cannot be written, the password
   * goes again.
   *
   * @param from {@code Name <address>} each; may be empty
   * @param storeName one of {@link PasswordStores#names()} or {@link FileStore#NAME}
   * @param leftOver told of a password that stays in the store that had it before
   * @return where the password is now
   * @throws MailException as the store and {@link ConfigWriter#put} throw it
   */
  public String keep(
      String name,
      String login,
      List<String> from,
      Secret password,
      String storeName,
      Consumer<MailException> leftOver)
      throws MailException {
    PasswordStore store = store(storeName, name);
    String formerLogin = config.login(name);
    Optional<PasswordStore> former =
        former(name)
            .filter(
                one ->
                    !one.name().equals(store.name())
                        || !(login.equals(formerLogin) || one.name().equals(FileStore.NAME)));
    boolean inFile = storeName.equals(FileStore.NAME);
    ConfigWriter.Entry entry =
        new ConfigWriter.Entry(
            login,
            from,
            inFile ? String.valueOf(passwordFile(name).getFileName()) : null,
            inFile ? null : storeName);
    Optional<Secret> before = readable(store, login);
    store.write(login, password);
    undoneUnless(() -> config.put(name, entry), store, login, before);
    try {
      if (former.isPresent() && formerLogin != null) {
        former.get().remove(formerLogin);
      }
    } catch (MailException e) {
      leftOver.accept(e);
    }
    return place(store, name);
  }

  /**
   * Removes an account that is there.
   *
   * @return where its password was; empty where it was not kept here, and is still there
   * @throws MailException as the store and {@link ConfigWriter#remove} throw it
   */
  public Optional<String> remove(String name) throws MailException {
    String login = String.valueOf(config.login(name));
    Optional<PasswordStore> kept = former(name);
    if (kept.isEmpty()) {
      config.remove(name);
      return Optional.empty();
    }
    Optional<Secret> before = readable(kept.get(), login);
    kept.get().remove(login);
    undoneUnless(() -> config.remove(name), kept.get(), login, before);
    return Optional.of(place(kept.get(), name));
  }

  private interface Change {
    void make() throws MailException;
  }

  /** Makes a change; where it fails, the store is as it was. */
  private static void undoneUnless(
      Change change, PasswordStore store, String login, Optional<Secret> before)
      throws MailException {
    boolean made = false;
    try {
      change.make();
      made = true;
    } finally {
      if (!made && before.isPresent()) {
        store.write(login, before.get());
      } else if (!made) {
        store.remove(login);
      }
    }
  }

  private static Optional<Secret> readable(PasswordStore store, String login) {
    try {
      return Optional.of(store.read(login));
    } catch (MailException e) {
      return Optional.empty();
    }
  }

  /** The store that this program keeps the password of an account in, if it does. */
  private Optional<PasswordStore> former(String name) throws MailException {
    String storeName = config.store(name);
    if (storeName != null) {
      return isShared(name, storeName) ? Optional.empty() : Optional.of(store(storeName, name));
    }
    return namesOwnFile(name) && Files.exists(passwordFile(name))
        ? Optional.of(store(FileStore.NAME, name))
        : Optional.empty();
  }

  /** Stores know logins, and not what accounts are called here. */
  private boolean isShared(String name, String storeName) throws MailException {
    for (String other : config.names()) {
      if (!other.equals(name)
          && storeName.equals(config.store(other))
          && String.valueOf(config.login(name)).equals(config.login(other))) {
        return true;
      }
    }
    return false;
  }

  private PasswordStore store(String storeName, String name) throws MailException {
    Path own = passwordFile(name);
    return PasswordStores.named(storeName, state).orElseGet(() -> new FileStore(own));
  }

  private boolean namesOwnFile(String name) throws MailException {
    String named = config.passwordFile(name);
    return named != null && file.resolveSibling(named).equals(passwordFile(name));
  }

  /** The file of this account alone; one that is named already keeps its name. */
  private Path passwordFile(String name) throws MailException {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("*", "%2A");
    String underscored = name.replaceAll("[^A-Za-z0-9._-]", "_") + ".password";
    Path own = file.resolveSibling(underscored);
    String named = config.passwordFile(name);
    if (named != null && file.resolveSibling(named).equals(own) && !isOfAnother(own, name)) {
      return own;
    }
    own = file.resolveSibling(encoded + ".password");
    for (int number = 2; isOfAnother(own, name); number++) {
      own = file.resolveSibling(encoded + "+" + number + ".password");
    }
    return own;
  }

  /** Some file systems do not tell capitals from small letters. */
  private boolean isOfAnother(Path own, String name) throws MailException {
    for (String other : config.names()) {
      String named = config.passwordFile(other);
      if (!other.equals(name)
          && named != null
          && file.resolveSibling(named).toString().equalsIgnoreCase(own.toString())) {
        return true;
      }
    }
    return false;
  }

  private String place(PasswordStore store, String name) throws MailException {
    return store.name().equals(FileStore.NAME)
        ? passwordFile(name).toString()
        : "the " + store.name() + " store";
  }
}
