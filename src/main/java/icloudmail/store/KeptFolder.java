package icloudmail.store;

import java.nio.file.Path;
import java.util.List;

/** What an archive holds of one folder and one UIDVALIDITY. */
public interface KeptFolder {
  /** The decoded mailbox name. */
  String name();

  /** The generation of its UIDs. */
  long uidValidity();

  /** The directory or file that keeps it. */
  Path path();

  /** Whether the message with this UID is kept for good, by this run or one before. */
  boolean holds(long uid);

  /**
   * Whether a message is kept with these flags, as far as the format keeps flags.
   *
   * @param flags as the server spells them
   * @return also true where it does not keep them, or not the message
   */
  default boolean agrees(long uid, List<String> flags) {
    return true;
  }

  /** How many messages are kept for good. */
  long held();
}
