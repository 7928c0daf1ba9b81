package icloudmail.model;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that was written for the user.
 *
 * @param reference the message that it comes from
 * @param part the attachment's number, or null where it is the whole message
 * @param name the name that the sender gave, or null
 * @param size octets written
 * @param remarks why it may not be what was sent, as {@link Part} has them
 */
public record SavedFile(
    Reference reference,
    @Nullable Integer part,
    @Nullable String name,
    String type,
    long size,
    Path path,
    List<String> remarks) {
  public SavedFile {
    remarks = List.copyOf(remarks);
  }

  /** A file that is as it was sent. */
  public SavedFile(
      Reference reference,
      @Nullable Integer part,
      @Nullable String name,
      String type,
      long size,
      Path path) {
    this(reference, part, name, type, size, path, List.of());
  }
}
