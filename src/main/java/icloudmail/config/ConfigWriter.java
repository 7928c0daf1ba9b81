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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Changes accounts in {@code config.toml}: all of a change or nothing of it. */
public final class ConfigWriter {
  /** What is not written here, and stays. */
  private static final Set<String> OTHERS = Set.of("signature", "sent-copy");

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

  /** What an account may send from; empty where nothing says so. */
  public List<String> from(String name) throws MailException {
    AccountSettings account = settings().accounts().get(name);
    return account == null ? List.of() : account.from();
  }

  /** The file that holds the password of an account, as the configuration names it, or null. */
  public @Nullable String passwordFile(String name) throws MailException {
    AccountSettings account = settings().accounts().get(name);
    return account == null ? null : account.passwordFile();
  }

  /** Whether a command gives the password of an account. */
  public boolean hasPasswordCommand(String name) throws MailException {
    AccountSettings account = settings().accounts().get(name);
    return account != null && account.passwordCommand() != null;
  }

  private record Change(
      String text, Map<String, AccountSettings> accounts, @Nullable String defaultAccount) {}

  /**
   * Adds an account, or changes it. What stands in {@code from} keeps its lines where it is the
   * same. The only other account, which was the default without being named, stays it by name; a
   * default that is no account any more gives way to this one.
   *
   * @throws MailException of kind CONFIGURATION where the file cannot be changed this way, and is
   *     left as it was; CANNOT_CREATE where it cannot be written
   */
  public void put(String name, Entry entry) throws MailException {
    write(change(name, entry));
  }

  /**
   * Writes nothing.
   *
   * @throws MailException of kind CONFIGURATION where {@link #put} would refuse to change this
   *     account
   */
  public void requireChangeable(String name) throws MailException {
    requireSaid(change(name, new Entry("name@icloud.com", from(name), "file", null)));
  }

  private Change change(String name, Entry entry) throws MailException {
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
    AccountSettings present = before.accounts().get(name);
    Set<String> staying = new HashSet<>(OTHERS);
    if (present != null && present.from().equals(entry.from())) {
      staying.add("from");
    }
    text.put(name, keys, staying);
    boolean first = before.accounts().isEmpty() || before.accounts().keySet().equals(Set.of(name));
    String chosen = before.defaultAccount();
    if (!first && chosen == null && before.accounts().size() == 1) {
      chosen = before.accounts().keySet().iterator().next();
      text.setDefault(chosen);
    } else if (chosen != null && !chosen.equals(name) && !before.accounts().containsKey(chosen)) {
      chosen = name;
      text.setDefault(chosen);
    }
    Map<String, AccountSettings> expected = new LinkedHashMap<>(before.accounts());
    expected.put(
        name,
        new AccountSettings(
            entry.login(),
            entry.from(),
            null,
            entry.passwordFile(),
            entry.passwordStore(),
            present == null ? null : present.signature(),
            present == null || present.sentCopy()));
    return new Change(text.text(), expected, chosen);
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
    write(new Change(text.text(), expected, chosen));
  }

  private Settings settings() throws MailException {
    return Files.exists(file) ? ConfigFile.read(file) : new Settings(file, null, Map.of());
  }

  private ConfigText text() throws MailException {
    try {
      return new ConfigText(
          Files.exists(file) ? ConfigFile.unmarked(UserFile.read(file, ConfigFile.MOST)) : "");
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  /** Only what says what it should is written aside, and takes the place of the file. */
  private void write(Change change) throws MailException {
    requireSaid(change);
    try {
      // where the file is a link, what it points to is changed
      Path target = Files.exists(file) ? file.toRealPath() : file;
      boolean posix = target.getFileSystem().supportedFileAttributeViews().contains("posix");
      Files.createDirectories(target.toAbsolutePath().resolveSibling(""), mode(posix, "rwx------"));
      Path part = target.resolveSibling("." + target.getFileName() + ".part");
      Files.deleteIfExists(part);
      try {
        write(part, change.text(), mode(posix, "rw-------"));
        Files.move(
            part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private static void write(Path part, String text, FileAttribute<?>[] mode) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
      ByteBuffer left = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  private void requireSaid(Change change) throws MailException {
    if (!says(change)) {
      throw new MailException(
          Kind.CONFIGURATION,
          file + " is written in a way that cannot be changed from here",
          "It is left as it is. Change it by hand: the README shows what an account looks like.");
    }
  }

  private boolean says(Change change) {
    try {
      Settings now = ConfigFile.parse(file, change.text());
      return now.accounts().equals(change.accounts())
          && Objects.equals(now.defaultAccount(), change.defaultAccount());
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
