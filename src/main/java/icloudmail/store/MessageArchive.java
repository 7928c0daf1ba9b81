package icloudmail.store;

import icloudmail.model.MailException;

/** Messages of an account, kept under one directory or file, locked for this run. */
public interface MessageArchive extends AutoCloseable {
  /**
   * The place of a folder. What a run before left unfinished is put right: what was whole is kept,
   * the rest is removed. A folder whose UIDVALIDITY has changed gets a new place beside the old
   * one. It is to be closed before it is asked for again.
   *
   * @throws MailException of kind CANNOT_CREATE where the place cannot be made or is not ours to
   *     write to, IO where what is there cannot be read
   */
  ArchiveFolder folder(String name, long uidValidity) throws MailException;

  /** Everything that was asked for, in all folders, is here: see {@link ArchiveFolder#complete}. */
  default void complete() {}

  @Override
  void close() throws MailException;
}
