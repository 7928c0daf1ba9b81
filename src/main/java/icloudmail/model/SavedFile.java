package icloudmail.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that was written for the user.
 *
 * @param reference the message that it comes from
 * @param part the attachment's number, or null where it is the whole message
 * @param name the name that the sender gave, or null
 * @param size octets written
 */
public record SavedFile(
    Reference reference,
    @Nullable Integer part,
    @Nullable String name,
    String type,
    long size,
    Path path) {}
