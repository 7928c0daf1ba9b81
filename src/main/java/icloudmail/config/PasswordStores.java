package icloudmail.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The stores of the platforms, by the names that {@code password.store} takes. */
public final class PasswordStores {
  /** A keyring may ask the user to unlock it. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private PasswordStores() {}

  /** All names. */
  public static List<String> names() {
    return List.of(SecretService.NAME, Keychain.NAME, DataProtection.NAME);
  }

  /**
   * The store of this name; empty where there is none.
   *
   * @param state the program's state directory
   */
  public static Optional<PasswordStore> named(String name, Path state) {
    Tool tool = new Tool(LIMIT);
    return switch (name) {
      case SecretService.NAME -> Optional.of(new SecretService(tool, "secret-tool"));
      case Keychain.NAME -> Optional.of(new Keychain(tool, Keychain.PROGRAM));
      case DataProtection.NAME ->
          Optional.of(new DataProtection(tool, "powershell", state.resolve("passwords")));
      default -> Optional.empty();
    };
  }
}
