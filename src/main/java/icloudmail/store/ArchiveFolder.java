package icloudmail.store;

import icloudmail.model.DownloadedMessage;
import icloudmail.model.MailException;
import icloudmail.model.SavedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The messages of one folder and one UIDVALIDITY, in an archive. */
public interface ArchiveFolder extends AutoCloseable {
  /** The directory or file that keeps it. */
  Path path();

  /** Whether the message with this UID is kept for good, by this run or one before. */
  boolean holds(long uid);

  /** How many messages are kept for good. */
  long held();

  /**
   * Writes a message where no reader takes it for a whole one. It counts only once {@link #commit}
   * has returned. Several threads may add at once.
   *
   * @throws MailException of kind CANNOT_CREATE or IO
   */
  void add(DownloadedMessage message) throws MailException;

  /**
   * Makes everything that was added last: files synced, then their directories, then the state that
   * names them.
   *
   * @return what this made last, by ascending UID
   * @throws MailException of kind CANNOT_CREATE or IO; what was not made last is added again by the
   *     next run
   */
  List<SavedFile> commit() throws MailException;

  /**
   * Brings the flags of messages that are held up to date, where the format keeps flags.
   *
   * @param flags by UID, as the server spells them; a message that is not held is passed over
   * @return how many were changed
   */
  long reflag(Map<Long, List<String>> flags) throws MailException;

  /** Removes what was added and not committed. */
  @Override
  void close() throws MailException;
}
