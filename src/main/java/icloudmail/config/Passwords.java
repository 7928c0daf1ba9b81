package icloudmail.config;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Secret;

/** Makes a secret of what a source gave. */
final class Passwords {
  private Passwords() {}

  /**
   * The first line without the blanks around it; the hyphens of an app-specific password are part
   * of it (icloud-facts 4).
   */
  static Secret firstLine(String text, String origin) throws MailException {
    String line = text.lines().findFirst().orElse("").replaceAll("[\\u200B\\uFEFF]", "").strip();
    if (line.isEmpty()) {
      throw new MailException(Kind.CONFIGURATION, origin + " gives an empty password");
    }
    return new Secret(line);
  }
}
