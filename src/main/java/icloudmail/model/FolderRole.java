package icloudmail.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a folder is for. Its word, in lower case, can be typed instead of the folder's name. */
public enum FolderRole {
  INBOX,
  ARCHIVE,
  DRAFTS,
  JUNK,
  SENT,
  TRASH;

  /** The role whose word {@code typed} is. */
  public static Optional<FolderRole> ofWord(String typed) {
    return of(typed).filter(role -> role.word().equals(typed));
  }

  /** The role that {@code typed} names, in any case. */
  public static Optional<FolderRole> of(String typed) {
    return Arrays.stream(values()).filter(role -> role.name().equalsIgnoreCase(typed)).findFirst();
  }

  /** The word that a user types. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
