package icloudmail.model;

import org.jspecify.annotations.Nullable;

/**
 * An attachment as the structure of its message tells it, without its content.
 *
 * @param part its number, from 1, as in {@link Part}
 * @param name its name, as in {@link Part}, or null
 * @param type the media type, for example {@code application/pdf}
 */
public record Attachment(int part, @Nullable String name, String type) {}
