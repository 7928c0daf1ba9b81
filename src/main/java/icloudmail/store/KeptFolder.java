package icloudmail.store;

import java.nio.file.Path;

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

  /** How many messages are kept for good. */
  long held();
}
