package icloudmail.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one message.
 *
 * @param reference names the message as it was
 * @param status what was done
 * @param newReference names it from now on; null where it is gone, or the server does not tell
 * @param reason why it did not get as far as was meant, or null
 */
public record Change(
    Reference reference, Status status, @Nullable Reference newReference, @Nullable String reason) {
  /** How far a change got. */
  public enum Status {
    /** Its flags are as asked for. */
    MARKED,
    /** It is in the other folder alone. */
    MOVED,
    /** It is in the other folder and still in the first. */
    COPIED,
    /** It is gone for good. */
    REMOVED,
    /** It is as it was, since something failed. */
    UNCHANGED,
    /** Nothing was done, since only a rehearsal was asked for. */
    PLANNED,
    /** The connection broke in the middle and did not come back: it may be done or not. */
    UNKNOWN;

    /** As it is written in answers. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
