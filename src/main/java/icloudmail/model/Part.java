package icloudmail.model;

import org.jspecify.annotations.Nullable;

/**
 * An attachment: a part of a message that is not its readable text.
 *
 * @param number its place among the message's attachments, from 1
 * @param name the decoded file name as its sender wrote it, not safe as a path, or null
 * @param type the media type, {@code type/subtype}, lower case
 * @param charset the charset that its sender names, or null
 * @param size its decoded length in octets
 * @param content the decoded bytes
 */
public record Part(
    int number,
    @Nullable String name,
    String type,
    @Nullable String charset,
    long size,
    Content content) {}
