package icloudmail.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file to be attached.
 *
 * @param path where it is
 * @param type its media type, {@code type/subtype}, or null to find it by the name
 * @param name the name that recipients see
 */
public record AttachmentFile(Path path, @Nullable String type, String name) {}
