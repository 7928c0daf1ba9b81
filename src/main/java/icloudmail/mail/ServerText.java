package icloudmail.mail;

import icloudmail.model.StrangersText;

/** What a server says, made fit to stand in a message of one's own. */
final class ServerText {
  private static final int LONGEST = 1000;

  private static final int LONGEST_NAME = 200;

  private ServerText() {}

  /** The name of a folder, or words with one in them; of a longer one the beginning. */
  static String name(String folder) {
    return StrangersText.atMost(LONGEST_NAME, folder);
  }

  /** In one line; of a longer one the beginning. */
  static String line(String said) {
    // an endless one is not looked through
    String some = StrangersText.atMost(10 * LONGEST, said.strip());
    return StrangersText.atMost(LONGEST, some.replaceAll("\\s*\\R\\s*", " "));
  }
}
