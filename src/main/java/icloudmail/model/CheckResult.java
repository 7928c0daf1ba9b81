package icloudmail.model;

import org.jspecify.annotations.Nullable;

/**
 * Whether there is mail.
 *
 * @param folder the mailbox name
 * @param count how many messages the query means
 * @param listing the messages themselves, newest first, or null where they were not asked for
 */
public record CheckResult(String folder, long count, @Nullable Listing listing) {
  public boolean found() {
    return count > 0;
  }
}
