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
 */
record AccountSettings(
    String login,
    List<String> from,
    @Nullable List<String> passwordCommand,
    @Nullable String passwordFile,
    @Nullable String passwordStore) {}
