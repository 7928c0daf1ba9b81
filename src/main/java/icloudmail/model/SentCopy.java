package icloudmail.model;

import org.jspecify.annotations.Nullable;

/**
 * What became of the copy in the sent folder.
 *
 * @param status how it ended
 * @param folder the sent folder, or null where none was found
 * @param reference the copy, where the server told its UID
 * @param reason why it failed, or null
 */
public record SentCopy(
    Status status,
    @Nullable String folder,
    @Nullable Reference reference,
    @Nullable String reason) {
  /** How filing ended. */
  public enum Status {
    /** The copy was filed. */
    FILED,
    /** The server had filed one itself. */
    PRESENT,
    /** The message is sent, its copy is not filed. */
    FAILED,
    /** No copy was asked for. */
    SKIPPED
  }

  /** No copy, as asked. */
  public static SentCopy skipped() {
    return new SentCopy(Status.SKIPPED, null, null, null);
  }

  /** The copy could not be filed; the message is sent all the same. */
  public static SentCopy failed(@Nullable String folder, String reason) {
    return new SentCopy(Status.FAILED, folder, null, reason);
  }
}
