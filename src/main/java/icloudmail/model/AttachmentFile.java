package icloudmail.model;

import org.jspecify.annotations.Nullable;

/**
 * A file to be attached.
 *
 * @param type its media type, {@code type/subtype}, with a charset if it is text of a known one, or
 *     null to find it by the name
 * @param name the name that recipients see
 */
public record AttachmentFile(InputSource source, @Nullable String type, String name) {}
