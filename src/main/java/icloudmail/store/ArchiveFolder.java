package icloudmail.store;

import icloudmail.model.DownloadedMessage;
import icloudmail.model.MailException;
import icloudmail.model.SavedFile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A folder of an archive that messages are added to. */
public interface ArchiveFolder extends KeptFolder, AutoCloseable {
  /**
   * Writes a message where no reader takes it for a whole one. It counts only once {@link #commit}
   * has returned. Several threads may add at once, also while another one commits what was added
   * before. What is held or added already is passed over.
   *
   * @throws MailException of kind CANNOT_CREATE or IO
   */
  void add(DownloadedMessage message) throws MailException;

  /**
   * Makes everything that was added last: files synced, then their directories, then the state that
   * names them. What is added meanwhile is left to the next call.
   *
   * @return what this made last, by ascending UID
   * @throws MailException of kind CANNOT_CREATE or IO; what was not made last is added again by the
   *     next run
   */
  List<SavedFile> commit() throws MailException;

  /**
   * The UIDs of messages that are held since their files were found here, and that no state had
   * noted: nobody knows whether they are as they were written.
   */
  default Set<Long> adopted() {
    return Set.of();
  }

  /**
   * Brings the flags of messages that are held up to date, where the format keeps flags.
   *
   * @param flags by UID, as the server spells them; a message that is not held is passed over
   * @return how many were changed
   */
  long reflag(Map<Long, List<String>> flags) throws MailException;

  /**
   * Holds the message no longer, so that it can be added again. What is kept of it stays until the
   * new one takes its place, whole.
   */
  void forget(long uid);

  /**
   * Everything that was asked for is here. What only counts when it is all there, as an mbox that
   * no later run adds to, is kept when this is closed; without this call it is removed.
   */
  default void complete() {}

  /** Removes what was added and not committed. */
  @Override
  void close() throws MailException;
}
