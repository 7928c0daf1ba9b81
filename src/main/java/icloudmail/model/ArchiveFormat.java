package icloudmail.model;

import java.util.Locale;

/** How messages are kept on disk. */
public enum ArchiveFormat {
  /** One file a message, in a directory a folder. */
  EML,
  /** One Maildir a folder, side by side as Maildir++ names them. */
  MAILDIR,
  /** One file a folder, in the form mboxrd. */
  MBOX;

  /** As it is written in options and answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
