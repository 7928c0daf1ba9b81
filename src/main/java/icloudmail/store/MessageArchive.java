package icloudmail.store;

import icloudmail.model.Difference;
import icloudmail.model.MailException;
import java.util.function.Consumer;

/** Messages of an account, kept under one directory or file, locked for this run. */
public interface MessageArchive extends AutoCloseable {
  /**
   * The place of a folder. What a run before left unfinished is put right: what was whole is kept,
   * the rest is removed. A folder whose UIDVALIDITY has changed gets a new place beside the old
   * one.
   */
  ArchiveFolder folder(String name, long uidValidity) throws MailException;

  /**
   * Reads every file again and compares it with what was noted when it was written.
   *
   * @param found is told each difference: MISSING, DAMAGED and EXTRA
   */
  void verify(Consumer<Difference> found) throws MailException;

  @Override
  void close() throws MailException;
}
