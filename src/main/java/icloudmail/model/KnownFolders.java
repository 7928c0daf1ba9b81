package icloudmail.model;

import java.util.List;

/** Remembers which folders an account has, for the shell that completes their names. */
public interface KnownFolders {
  /** These, and no others, are the folders that the server has listed for {@code account}. */
  void remember(String account, List<String> names);
}
