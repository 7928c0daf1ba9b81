package icloudmail.config;

import com.electronwill.nightconfig.core.CommentedConfig;
import com.electronwill.nightconfig.core.UnmodifiableConfig;
import com.electronwill.nightconfig.core.io.ParsingException;
import com.electronwill.nightconfig.toml.TomlParser;
import icloudmail.model.Advice;
import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code config.toml}. Unknown keys and wrong types are errors that name file, line and key.
 */
final class ConfigFile {
  /** More than anybody writes, in octets. */
  static final int MOST = 1 << 20;

  private static final Set<String> TOP = Set.of("default-account", "accounts");
  private static final Set<String> ACCOUNT =
      Set.of("login", "from", "password", "signature", "sent-copy");
  private static final Set<String> PASSWORD = Set.of("command", "file", "store");

  /** What other programs have to be told. */
  private static final Pattern SERVER =
      Pattern.compile(
          "host|server|port|protocol|incoming|outgoing|imap|smtp|pop|ssl|tls|encryption",
          Pattern.CASE_INSENSITIVE);

  private static final String NO_SERVERS =
      "Servers, ports and TLS are not configured: Apple's are known. "
          + Advice.PORTS
          + " "
          + Advice.NO_POP;

  private static final String MEND = "Mend it there, or move it away and run: icloud-mail setup";

  private final Path file;
  private final List<String> lines;

  private ConfigFile(Path file, List<String> lines) {
    this.file = file;
    this.lines = lines;
  }

  /**
   * Reads {@code file}.
   *
   * @throws MailException of kind CONFIGURATION where it is wrong, unreadable or writable by anyone
   */
  static Settings read(Path file) throws MailException {
    try {
      Privacy.requireNotWritableByOthers(file);
      return parse(file, UserFile.read(file, MOST));
    } catch (IOException e) {
      throw new MailException(
          Kind.CONFIGURATION, "cannot read " + file + ": " + FileTrouble.of(e), null, e);
    }
  }

  /**
   * What {@code text} would say as the content of {@code file}.
   *
   * @throws MailException of kind CONFIGURATION where it is wrong
   */
  static Settings parse(Path file, String text) throws MailException {
    try {
      ConfigFile config = new ConfigFile(file, text.lines().toList());
      return config.settings(new TomlParser().parse(unmarked(text)));
    } catch (ParsingException e) {
      throw new MailException(
          Kind.CONFIGURATION, file + " is not TOML: " + e.getMessage(), MEND, e);
    } catch (StackOverflowError e) {
      // the parser calls itself for each bracket
      throw new MailException(Kind.CONFIGURATION, file + " is nested too deep", MEND, e);
    }
  }

  /** The text without the mark that editors on Windows put in front of UTF-8. */
  static String unmarked(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private Settings settings(CommentedConfig top) throws MailException {
    refuseUnknown(top, TOP, "");
    Map<String, AccountSettings> accounts = new LinkedHashMap<>();
    UnmodifiableConfig tables = table(top, "accounts", "accounts");
    if (tables != null) {
      for (UnmodifiableConfig.Entry entry : tables.entrySet()) {
        String path = "accounts." + entry.getKey();
        UnmodifiableConfig account = table(tables, entry.getKey(), path);
        accounts.put(entry.getKey(), account(account, path));
      }
    }
    return new Settings(file, string(top, "default-account", ""), accounts);
  }

  private AccountSettings account(@Nullable UnmodifiableConfig account, String path)
      throws MailException {
    if (account == null) {
      throw wrong(path, "must be a table");
    }
    refuseUnknown(account, ACCOUNT, path + ".");
    String login = string(account, "login", path + ".");
    if (login == null) {
      throw wrong(path, "lacks its login");
    }
    List<String> from = strings(account, "from", path + ".");
    UnmodifiableConfig password = table(account, "password", path + ".password");
    List<String> command = null;
    String passwordFile = null;
    String store = null;
    if (password != null) {
      refuseUnknown(password, PASSWORD, path + ".password.");
      command = strings(password, "command", path + ".password.");
      passwordFile = string(password, "file", path + ".password.");
      store = string(password, "store", path + ".password.");
    }
    if (store != null && !PasswordStores.names().contains(store)) {
      throw wrong(path + ".password.store", "must be one of " + PasswordStores.names());
    }
    if (command != null && command.isEmpty()) {
      throw wrong(path + ".password.command", "is empty");
    }
    return new AccountSettings(
        login,
        from == null ? List.of() : from,
        command,
        passwordFile,
        store,
        string(account, "signature", path + "."),
        truth(account, "sent-copy", path + "."));
  }

  private void refuseUnknown(UnmodifiableConfig table, Set<String> known, String path)
      throws MailException {
    for (UnmodifiableConfig.Entry entry : table.entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw wrong(
            path + entry.getKey(),
            "is not known here; known are " + known.stream().sorted().toList(),
            SERVER.matcher(entry.getKey()).find() ? NO_SERVERS : null);
      }
    }
  }

  private @Nullable UnmodifiableConfig table(UnmodifiableConfig parent, String key, String path)
      throws MailException {
    Object value = parent.get(List.of(key));
    if (value != null && !(value instanceof UnmodifiableConfig)) {
      throw wrong(path, "must be a table");
    }
    return (UnmodifiableConfig) value;
  }

  private @Nullable String string(UnmodifiableConfig table, String key, String path)
      throws MailException {
    Object value = table.get(List.of(key));
    if (value != null && !(value instanceof String)) {
      throw wrong(path + key, "must be a string");
    }
    return (String) value;
  }

  /** True where nothing is said. */
  private boolean truth(UnmodifiableConfig table, String key, String path) throws MailException {
    Object value = table.get(List.of(key));
    if (value != null && !(value instanceof Boolean)) {
      throw wrong(path + key, "must be true or false");
    }
    return value == null || (Boolean) value;
  }

  private @Nullable List<String> strings(UnmodifiableConfig table, String key, String path)
      throws MailException {
    Object value = table.get(List.of(key));
    if (value == null) {
      return null;
    }
    List<String> strings = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object each : list) {
        if (!(each instanceof String text)) {
          throw wrong(path + key, "must be a list of strings");
        }
        strings.add(text);
      }
      return strings;
    }
    throw wrong(path + key, "must be a list of strings");
  }

  private MailException wrong(String path, String why) {
    return wrong(path, why, null);
  }

  private MailException wrong(String path, String why, @Nullable String hint) {
    int line = ConfigLines.lineOf(lines, path);
    return new MailException(
        Kind.CONFIGURATION, file + (line > 0 ? ":" + line : "") + ": '" + path + "' " + why, hint);
  }
}
