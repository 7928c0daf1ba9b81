package icloudmail.model;

/** Is told what an export does, as it does it. Called from one thread at a time. */
public interface ExportReport {
  /** One message is kept for good. */
  void saved(SavedFile file);

  /** A message is held, and nobody knows whether it is as it was written. */
  void doubtful(Reference message);

  /** One folder is done. */
  void archived(ArchivedFolder folder);
}
