package icloudmail.model;

import java.util.Locale;

/** Which of two texts that say the same is shown (RFC 2046 section 5.1.4). */
public enum Preference {
  /** The plain one, where it says anything. */
  PLAIN,
  /** The HTML one, rendered. */
  HTML;

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
