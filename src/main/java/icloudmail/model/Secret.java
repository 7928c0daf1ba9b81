package icloudmail.model;

import java.util.regex.Pattern;

/** A password that does not print: only {@link #reveal()} gives it away. */
public final class Secret {
  private static final Pattern APP_SPECIFIC = Pattern.compile("[a-z]{4}(-[a-z]{4}){3}");

  private final String value;

  public Secret(String value) {
    this.value = value;
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
