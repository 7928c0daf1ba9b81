package icloudmail.config;

import icloudmail.model.LocalServers;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code ICLOUD_MAIL_LOCAL_SERVERS="imap=PORT smtp=PORT ca=FILE"}: loopback ports in place of
 * Apple's servers, for tests and the sandbox. It takes no host, so that it can send nobody's mail
 * elsewhere.
 */
public final class LocalServersVariable {
  public static final String NAME = "ICLOUD_MAIL_LOCAL_SERVERS";
  private static final Set<String> KEYS = Set.of("imap", "smtp", "ca");

  private LocalServersVariable() {}

  /**
   * The servers it names, or empty where it is not set.
   *
   * @throws MailException of kind CONFIGURATION for anything but loopback ports and a CA file
   */
  public static Optional<LocalServers> read(Environment environment) throws MailException {
    String value = environment.get(NAME);
    if (value == null) {
      return Optional.empty();
    }
    Map<String, String> words = new HashMap<>();
    for (String word : value.strip().split("\\s+", -1)) {
      int equals = word.indexOf('=');
      String key = equals < 0 ? word : word.substring(0, equals);
      if (equals < 0 || !KEYS.contains(key)) {
        throw wrong("'" + word + "' is not known");
      }
      words.put(key, word.substring(equals + 1));
    }
    if (!words.keySet().equals(KEYS)) {
      throw wrong("it must have all three");
    }
    requireLoopback();
    return Optional.of(
        new LocalServers(
            port(words.getOrDefault("imap", "")),
            port(words.getOrDefault("smtp", "")),
            Path.of(words.getOrDefault("ca", ""))));
  }

  private static int port(String text) throws MailException {
    if (!text.matches("\\d{1,5}")) {
      throw wrong("'" + text + "' is not a port of this machine");
    }
    int port = Integer.parseInt(text);
    if (port < 1 || port > 65535) {
      throw wrong("there is no port " + text);
    }
    return port;
  }

  private static void requireLoopback() throws MailException {
    try {
      if (!InetAddress.getByName("localhost").isLoopbackAddress()) {
        throw wrong("localhost is not this machine here");
      }
    } catch (UnknownHostException e) {
      throw wrong("localhost is not known here");
    }
  }

  private static MailException wrong(String why) {
    return new MailException(
        Kind.CONFIGURATION,
        NAME + ": " + why,
        "It is for tests alone and takes loopback ports: \"imap=PORT smtp=PORT ca=FILE\".");
  }
}
