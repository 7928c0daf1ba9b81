package icloudmail.store;

import icloudmail.model.Difference;
import icloudmail.model.MailException;
import java.util.List;
import java.util.function.Consumer;

/** An archive that is only looked at: nothing in it is changed, put right or removed. */
public interface KeptArchive extends AutoCloseable {
  /**
   * The folders whose states are there, by name and UIDVALIDITY.
   *
   * @throws MailException of kind IO where a state cannot be read
   */
  List<KeptFolder> known() throws MailException;

  /**
   * Reads every file again and compares it with what was noted when it was written.
   *
   * @param found is told each difference: MISSING, DAMAGED and EXTRA
   * @throws MailException of kind IO where the archive cannot be looked through
   */
  void verify(Consumer<Difference> found) throws MailException;

  @Override
  void close() throws MailException;
}
