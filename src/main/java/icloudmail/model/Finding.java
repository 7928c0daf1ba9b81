package icloudmail.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one step of an examination found.
 *
 * @param check what was looked at, for example {@code imap login}
 * @param status how it is
 * @param message what was seen
 * @param hint the next step for the user, or null
 */
public record Finding(String check, Status status, String message, @Nullable String hint) {
  /** How it is. */
  public enum Status {
    OK,
    /** It works, but not as it should. */
    WARNING,
    /** It does not work. */
    FAILURE;

    /** As it is written in answers. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Finding ok(String check, String message) {
    return new Finding(check, Status.OK, message, null);
  }

  public static Finding warning(String check, String message, String hint) {
    return new Finding(check, Status.WARNING, message, hint);
  }

  public static Finding failure(String check, MailException failure) {
    return new Finding(check, Status.FAILURE, failure.getMessage(), failure.hint());
  }
}
