package icloudmail.model;

import org.jspecify.annotations.Nullable;

/**
 * A mailbox of RFC 5322 section 3.4: a display name, if there is one, and an addr-spec.
 *
 * @param name the decoded display name, or null
 * @param email the addr-spec, {@code local@domain}; of received mail it may be malformed
 */
public record Address(@Nullable String name, String email) {
  /** The text that a person reads: the display name, else the addr-spec. */
  public String display() {
    return name == null || name.isBlank() ? email : name;
  }

  /** {@code Name <local@domain>}, or the addr-spec alone. For people and for matching. */
  @Override
  public String toString() {
    return name == null || name.isBlank() ? email : name + " <" + email + ">";
  }
}
