package icloudmail.model;

import java.util.regex.Pattern;

/** A password that does not print: only {@link #reveal()} gives it away. */
public final class Secret {
  /** What a copy from a page may bring along, and no password begins or ends with. */
  private static final Pattern EDGES =
      Pattern.compile(
          "^[\\s\\u00A0\\u200B-\\u200D\\u2060\\uFEFF]+|[\\s\\u00A0\\u200B-\\u200D\\u2060\\uFEFF]+$");

  private static final Pattern APP_SPECIFIC = Pattern.compile("[a-z]{4}(-[a-z]{4}){3}");

  private final String value;

  /**
   * @param value as it was found; blanks and zero-width characters around it are no part of it
   */
  public Secret(String value) {
    this.value = EDGES.matcher(value).replaceAll("");
  }

  /** The secret itself, for the one call that hands it to a server. */
  public String reveal() {
    return value;
  }

  /** Whether it looks like the app-specific passwords that Apple makes (icloud-facts 4). */
  public boolean looksAppSpecific() {
    return APP_SPECIFIC.matcher(value).matches();
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
