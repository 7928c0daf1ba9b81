package icloudmail.config;

import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Changes accounts in {@code config.toml}: all of a change or nothing of it. */
public final class ConfigWriter {
  private final Path file;

  /**
   * @param file the configuration file; made, private, where it is not there
   */
  public ConfigWriter(Path file) {
    this.file = file;
  }

  /**
   * An account as it is to be written.
   *
   * @param from {@code Name <address>} each; may be empty
   * @param passwordFile where the password is kept, or null
   * @param passwordStore the name of the store that keeps it, or null
   */
  public record Entry(
      String login,
      List<String> from,
      @Nullable String passwordFile,
      @Nullable String passwordStore) {
    public Entry {
      from = List.copyOf(from);
    }
  }

  /** The names of the accounts that are there. */
  public Set<String> names() throws MailException {
    return settings().accounts().keySet();
  }

  /** Whether commands mean this account that name none. */
  public boolean isDefault(String name) throws MailException {
    Settings settings = settings();
    return settings.defaultAccount() == null
        ? settings.accounts().keySet().equals(Set.of(name))
        : settings.defaultAccount().equals(name);
  }

  /** The store that keeps the password of an account, or null. */
  public @Nullable String store(String name) throws MailException {
    AccountSettings account = settings().accounts().get(name);
    return account == null ? null : account.passwordStore();
  }

  /** The login of an account, or null where there is no such account. */
  public @Nullable String login(String name) throws MailException {
    AccountSettings account = settings().accounts().get(name);
    return account == null ? null : account.login();
  }

  /**
   * Adds an account, or changes it; the first one of several becomes the default.
   *
   * @throws MailException of kind CONFIGURATION where the file cannot be changed this way, and is
   *     left as it was; CANNOT_CREATE where it cannot be written
   */
  public void put(String name, Entry entry) throws MailException {
    Settings before = settings();
    ConfigText text = text();
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("login", ConfigText.quoted(entry.login()));
    if (!entry.from().isEmpty()) {
      keys.put(
          "from",
          entry.from().stream()
              .map(ConfigText::quoted)
              .collect(Collectors.joining(", ", "[", "]")));
    }
    if (entry.passwordFile() != null) {
      keys.put("password.file", ConfigText.quoted(entry.passwordFile()));
    }
    if (entry.passwordStore() != null) {
      keys.put("password.store", ConfigText.quoted(entry.passwordStore()));
    }
    text.put(name, keys);
    boolean first = before.accounts().isEmpty() || before.accounts().keySet().equals(Set.of(name));
    String chosen = before.defaultAccount();
    if (!first && chosen == null) {
      chosen = before.accounts().keySet().iterator().next();
      text.setDefault(chosen);
    }
    Map<String, AccountSettings> expected = new LinkedHashMap<>(before.accounts());
    expected.put(
        name,
        new AccountSettings(
            entry.login(), entry.from(), null, entry.passwordFile(), entry.passwordStore()));
    write(text.text(), expected, chosen);
  }

  /**
   * Removes an account.
   *
   * @throws MailException as {@link #put}
   */
  public void remove(String name) throws MailException {
    Settings before = settings();
    ConfigText text = text();
    text.remove(name);
    Map<String, AccountSettings> expected = new LinkedHashMap<>(before.accounts());
    expected.remove(name);
    String chosen = before.defaultAccount();
    if (name.equals(chosen)) {
      text.removeDefault();
      chosen = null;
    }
    write(text.text(), expected, chosen);
  }

  private Settings settings() throws MailException {
    return Files.exists(file) ? ConfigFile.read(file) : new Settings(file, null, Map.of());
  }

  private ConfigText text() throws MailException {
    try {
      return new ConfigText(Files.exists(file) ? Files.readString(file) : "");
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  /** Written aside and read again; only what says what it should takes the place of the file. */
  private void write(
      String text, Map<String, AccountSettings> expected, @Nullable String defaultAccount)
      throws MailException {
    try {
      // where the file is a link, what it points to is changed
      Path target = Files.exists(file) ? file.toRealPath() : file;
      boolean posix = target.getFileSystem().supportedFileAttributeViews().contains("posix");
      Files.createDirectories(target.toAbsolutePath().resolveSibling(""), mode(posix, "rwx------"));
      Path part = target.resolveSibling("." + target.getFileName() + ".part");
      Files.deleteIfExists(part);
      try (FileChannel channel =
          FileChannel.open(
              part,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              mode(posix, "rw-------"))) {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        channel.force(true);
      }
      if (!says(part, expected, defaultAccount)) {
        Files.delete(part);
        throw new MailException(
            Kind.CONFIGURATION,
            file + " is written in a way that cannot be changed from here",
            "It is left as it is. Change it by hand: the README shows what an account looks like.");
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private static boolean says(
      Path part, Map<String, AccountSettings> expected, @Nullable String defaultAccount) {
    try {
      Settings now = ConfigFile.read(part);
      return now.accounts().equals(expected)
          && Objects.equals(now.defaultAccount(), defaultAccount);
    } catch (MailException e) {
      return false;
    }
  }

  private static FileAttribute<?>[] mode(boolean posix, String permissions) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private MailException cannotWrite(IOException e) {
    return new MailException(
        Kind.CANNOT_CREATE, "cannot write " + file + ": " + FileTrouble.of(e), null, e);
  }
}
