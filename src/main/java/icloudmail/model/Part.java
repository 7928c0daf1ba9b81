package icloudmail.model;

import org.jspecify.annotations.Nullable;

/**
 * An attachment: a part of a message that is not its readable text.
 *
 * @param number its place among the message's attachments, from 1
 * @param name the decoded file name as its sender wrote it, not safe as a path; where there is
 *     none, what the part is known to be, such as {@code invite.ics}, or null
 * @param type the media type, {@code type/subtype}, lower case
 * @param charset the charset that its sender names, or null
 * @param size its decoded length in octets
 * @param content the decoded bytes
 * @param message the number of the attached message that it is a part of, or null
 */
public record Part(
    int number,
    @Nullable String name,
    String type,
    @Nullable String charset,
    long size,
    Content content,
    @Nullable Integer message) {
  /** A part of the message itself. */
  public Part(
      int number,
      @Nullable String name,
      String type,
      @Nullable String charset,
      long size,
      Content content) {
    this(number, name, type, charset, size, content, null);
  }
}
