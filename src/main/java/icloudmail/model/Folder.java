package icloudmail.model;

import org.jspecify.annotations.Nullable;

/**
 * A folder of the account.
 *
 * @param name the mailbox name, decoded
 * @param role what it is for, or null
 * @param evidence why it has that role, for example {@code attribute \Sent}; null where it has none
 * @param messages how many it holds; null where nobody asked, or the server does not tell
 * @param unread how many of them lack \Seen; null likewise
 */
public record Folder(
    String name,
    @Nullable FolderRole role,
    @Nullable String evidence,
    @Nullable Long messages,
    @Nullable Long unread) {
  /** The same, knowing its counts. */
  public Folder withCounts(long messages, long unread) {
    return new Folder(name, role, evidence, messages, unread);
  }
}
