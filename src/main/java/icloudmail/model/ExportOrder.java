package icloudmail.model;

import java.nio.file.Path;
import java.util.Set;

/**
 * How messages are to be kept on disk.
 *
 * @param destination the directory, or the file, that they go to
 * @param incremental whether only what is new is added
 * @param seen whether each is marked as read once it is kept for good
 * @param mending whether what is held and not known to be as it was written is fetched again
 * @param again messages that are held and are fetched all the same, since they are damaged
 */
public record ExportOrder(
    Path destination,
    ArchiveFormat format,
    boolean incremental,
    boolean seen,
    boolean mending,
    Set<Reference> again) {
  public ExportOrder {
    again = Set.copyOf(again);
  }

  /** The same, with these fetched again, and whatever else is in doubt. */
  public ExportOrder mending(Set<Reference> damaged) {
    return new ExportOrder(destination, format, incremental, seen, true, damaged);
  }
}
