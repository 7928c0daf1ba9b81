package icloudmail.config;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration file says.
 *
 * @param file where it stands
 * @param accounts by name, in the file's order; empty where there is no file
 */
record Settings(
    Path file, @Nullable String defaultAccount, Map<String, AccountSettings> accounts) {}
