package icloudmail.mail;

import icloudmail.model.Folder;
import icloudmail.model.StrangersText;
import java.util.List;
import java.util.stream.Collectors;

/** What a server says, made fit to stand in a message of one's own. */
final class ServerText {
  private static final int LONGEST = 1000;

  private static final int LONGEST_NAME = 200;

  private ServerText() {}

  /** The name of a folder, or words with one in them; of a longer one the beginning. */
  static String name(String folder) {
    return StrangersText.atMost(LONGEST_NAME, folder);
  }

  /** The names of folders, for a person. */
  static String names(List<Folder> folders) {
    return folders.stream()
        .map(folder -> name(folder.name()))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** In one line; of a longer one the beginning. */
  static String line(String said) {
    // an endless one is not looked through
    String some = StrangersText.atMost(10 * LONGEST, said.strip());
    return StrangersText.atMost(LONGEST, some.replaceAll("\\s*\\R\\s*", " "));
  }
}
