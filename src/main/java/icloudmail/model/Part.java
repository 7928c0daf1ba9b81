package icloudmail.model;

import java.util.List;
import java.util.stream.Stream;
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
 * @param remarks why the content may not be what was sent; one sentence each, without its full stop
 */
public record Part(
    int number,
    @Nullable String name,
    String type,
    @Nullable String charset,
    long size,
    Content content,
    @Nullable Integer message,
    List<String> remarks) {
  public Part {
    remarks = List.copyOf(remarks);
  }

  /** A part of the message itself, as it was sent. */
  public Part(
      int number,
      @Nullable String name,
      String type,
      @Nullable String charset,
      long size,
      Content content) {
    this(number, name, type, charset, size, content, null, List.of());
  }

  /** The same with one more remark. */
  public Part remarked(String remark) {
    List<String> all = Stream.concat(remarks.stream(), Stream.of(remark)).toList();
    return new Part(number, name, type, charset, size, content, message, all);
  }
}
