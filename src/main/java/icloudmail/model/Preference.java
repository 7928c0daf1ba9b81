package icloudmail.model;

/** Which of two texts that say the same is shown (RFC 2046 section 5.1.4). */
public enum Preference {
  /** The plain one, where it says anything. */
  PLAIN,
  /** The HTML one, rendered. */
  HTML
}
