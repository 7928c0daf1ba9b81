package icloudmail.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of a folder that keeps one a message: how they are named, and which are there. */
interface MessageFiles {
  /**
   * A file that was found.
   *
   * @param message what its name says of it, or null where it is none of this folder; the size is
   *     -1 where the name does not say
   * @param part whether it is one that was not written to its end
   */
  record Found(Path file, @Nullable KeptMessage message, boolean part) {}

  /** Is told of each file. */
  interface Finder {
    void found(Found file) throws IOException;
  }

  /** Makes the directories. */
  void make(Disk disk) throws IOException;

  /** Goes through the directories; in no order. */
  void list(Finder finder) throws IOException;

  /**
   * Remembers where the file of a message in the index is.
   *
   * @return false where it has another one already
   */
  boolean note(Found file);

  /** What the name of a file tells of a message besides its UID and size, or 0. */
  long place(@Nullable Instant received);

  /** Where a message is written before it is whole. */
  Path part(KeptMessage message);

  /** Where a message belongs that has no file yet. */
  Path target(KeptMessage message, List<String> flags);

  /** The directory that whole messages are in. */
  Path home();

  /** Where the file of a message is, or null where there is none. */
  @Nullable Path path(KeptMessage message);

  /** Whether the file of a message says these flags; true where there is none to say any. */
  boolean agrees(KeptMessage message, List<String> flags);

  /**
   * Brings flags up to date by renaming.
   *
   * @return how many were changed
   */
  long reflag(Disk disk, Map<Long, List<String>> flags) throws IOException;
}
