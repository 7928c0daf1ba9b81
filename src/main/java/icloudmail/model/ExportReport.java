package icloudmail.model;

/** Is told what an export does, as it does it. Called from one thread at a time. */
public interface ExportReport {
  /** One message is kept for good. */
  void saved(SavedFile file);

  /** One folder is done. */
  void archived(ArchivedFolder folder);
}
