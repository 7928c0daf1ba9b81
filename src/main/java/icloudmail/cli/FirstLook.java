package icloudmail.cli;

import icloudmail.model.MailException;
import java.util.Arrays;
import java.util.Set;

/**
 * What the words of a command line tell before they are read: what may be begun already. It is read
 * in the first milliseconds, in which a stream or a regular expression would be dear.
 */
public final class FirstLook {
  private static final Set<String> READING =
      Set.of("list", "fetch", "check", "mark", "move", "folders");

  /** What {@code icloud-mail-sendmail} puts in front of its words. */
  private static final String AS_SENDMAIL = "--as-sendmail";

  private FirstLook() {}

  /** Whether the command surely connects to a server, sooner or later. */
  public static boolean connects(String... arguments) {
    if (isSendmail(arguments)) {
      return sendmailSends(arguments);
    }
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

  /**
   * Whether it connects to the submission server, asks nobody before it does, and waits for that as
   * long as is usual.
   *
   * @param terminal whether there may be somebody on standard input, who writes the text then
   */
  public static boolean submitsAsUsual(boolean terminal, String... arguments) {
    if (!connects(arguments)) {
      return false;
    }
    if (isSendmail(arguments)) {
      return true;
    }
    boolean text = !terminal;
    for (String word : arguments) {
      if (word.equals("--draft")
          || word.equals("--edit")
          || word.startsWith("--timeout")
          || word.startsWith("--trace")) {
        return false;
      }
      text |= givesText(word);
    }
    return text && arguments[0].equals("send");
  }

  private static boolean givesText(String word) {
    return word.startsWith("-m")
        || word.startsWith("-f")
        || word.startsWith("--message")
        || word.startsWith("--file")
        || word.startsWith("--raw");
  }

  private static boolean isSendmail(String... arguments) {
    return arguments.length > 0 && arguments[0].equals(AS_SENDMAIL);
  }

  private static boolean sendmailSends(String... arguments) {
    try {
      SendmailArguments read =
          SendmailArguments.parse(Arrays.asList(arguments).subList(1, arguments.length));
      return read.job() == SendmailArguments.Job.SEND
          && (read.readRecipients() || !read.recipients().isEmpty());
    } catch (MailException e) {
      // it is told where the words are read
      return false;
    }
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
