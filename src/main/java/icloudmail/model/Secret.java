package icloudmail.model;

/** A password that does not print: only {@link #reveal()} gives it away. */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /** The secret itself, for the one call that hands it to a server. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
