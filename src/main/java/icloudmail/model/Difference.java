package icloudmail.model;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where an archive is not what it should be.
 *
 * @param folder the decoded mailbox name, or null where a file belongs to none
 * @param reference the message, or null where the archive knows none
 * @param path the file that it is about, or null where there is none
 * @param detail what was found, for a person
 */
public record Difference(
    Kind kind,
    @Nullable String folder,
    @Nullable Reference reference,
    @Nullable Path path,
    String detail) {
  /** What is different. */
  public enum Kind {
    /** The archive has noted a message that its file is gone of. */
    MISSING,
    /** The bytes are not those that were written. */
    DAMAGED,
    /** A file that the archive has not noted. */
    EXTRA,
    /** A message has other flags on the server than it is kept with. */
    FLAGS,
    /** The server has a message that the archive does not hold. */
    NOT_HELD;

    /** As it is written in answers. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether what was once kept is lost or spoilt. */
    public boolean isDamage() {
      return this == MISSING || this == DAMAGED;
    }
  }
}
