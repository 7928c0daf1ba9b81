package icloudmail.config;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment variables that the program knows, and the paths that follow from them. */
public final class Environment {
  private final Map<String, String> variables;

  public Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** The variable's value, or null where it is not set or empty. */
  public @Nullable String get(String name) {
    String value = variables.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /** The configuration file that is read unless {@code --config} names another. */
  public Path configFile() {
    String named = get("ICLOUD_MAIL_CONFIG");
    return named != null
        ? Path.of(named)
        : base("XDG_CONFIG_HOME", "APPDATA", ".config")
            .resolve("icloud-mail")
            .resolve("config.toml");
  }

  /** The directory for state that outlives a run. */
  public Path stateDirectory() {
    return base("XDG_STATE_HOME", "LOCALAPPDATA", ".local/state").resolve("icloud-mail");
  }

  /** XDG Base Directory: a relative path in such a variable is to be ignored. */
  private Path base(String xdg, String windows, String underHome) {
    for (String name : new String[] {xdg, windows}) {
      String value = get(name);
      if (value != null && Path.of(value).isAbsolute()) {
        return Path.of(value);
      }
    }
    String home = get("HOME");
    String user = home != null ? home : get("USERPROFILE");
    // a service of the system may have no HOME; Java looks it up in the user database then
    String known = user != null ? user : System.getProperty("user.home", ".");
    return Path.of(known).resolve(underHome).toAbsolutePath();
  }
}
