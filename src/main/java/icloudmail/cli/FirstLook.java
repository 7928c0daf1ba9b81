package icloudmail.cli;

import java.util.Set;

/**
 * What the words of a command line tell before they are read: what may be begun already. It is read
 * in the first milliseconds, in which a stream or a regular expression would be dear.
 */
public final class FirstLook {
  private static final Set<String> READING =
      Set.of("list", "fetch", "check", "mark", "move", "folders");

  private FirstLook() {}

  /** Whether the command surely connects to a server, sooner or later. */
  public static boolean connects(String... arguments) {
    if (arguments.length == 0 || !(READING.contains(arguments[0]) || arguments[0].equals("send"))) {
      return false;
    }
    for (String word : arguments) {
      if (isAboutNoMail(word)) {
        return false;
      }
    }
    return true;
  }

  /** Whether it connects to the IMAP server at once, and waits for that as long as is usual. */
  public static boolean readsAsUsual(String... arguments) {
    if (!connects(arguments) || !READING.contains(arguments[0])) {
      return false;
    }
    for (String word : arguments) {
      // how long a connection may take is only known once the words are read
      if (word.startsWith("--timeout")) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAboutNoMail(String word) {
    return word.equals("--help")
        || word.equals("--jobs")
        || word.equals("--dry-run")
        || word.startsWith("--forget")
        || isShortHelp(word);
  }

  /** One of {@code -h}, {@code -qh}, {@code -vh}. */
  private static boolean isShortHelp(String word) {
    if (word.length() < 2 || word.charAt(0) != '-' || word.charAt(word.length() - 1) != 'h') {
      return false;
    }
    for (int i = 1; i < word.length() - 1; i++) {
      if (word.charAt(i) != 'q' && word.charAt(i) != 'v') {
        return false;
      }
    }
    return true;
  }
}
