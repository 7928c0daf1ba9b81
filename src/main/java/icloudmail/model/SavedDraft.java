package icloudmail.model;

import org.jspecify.annotations.Nullable;

/**
 * A message that waits in the folder for drafts.
 *
 * @param messageId with its angle brackets
 * @param folder where it is
 * @param reference names it, where the server told its UID
 */
public record SavedDraft(String messageId, String folder, @Nullable Reference reference) {}
