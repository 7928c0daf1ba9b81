package icloudmail.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration file says of one account.
 *
 * @param from {@code Name <address>} each; may be empty
 * @param passwordCommand argv of the command that prints the password, or null
 * @param passwordFile path of the file that holds the password, or null
 * @param passwordStore name of the platform's store that keeps the password, or null
 * @param signature what stands below each text that is composed, or null
 * @param sentCopy whether a copy of what is sent is filed in the sent folder
 */
record AccountSettings(
    String login,
    List<String> from,
    @Nullable List<String> passwordCommand,
    @Nullable String passwordFile,
    @Nullable String passwordStore,
    @Nullable String signature,
    boolean sentCopy) {
  /** Of whom nothing but the login is known. */
  static AccountSettings of(String login) {
    return new AccountSettings(login, List.of(), null, null, null, null, true);
  }

  /** The same with another login. */
  AccountSettings withLogin(String other) {
    return new AccountSettings(
        other, from, passwordCommand, passwordFile, passwordStore, signature, sentCopy);
  }
}
