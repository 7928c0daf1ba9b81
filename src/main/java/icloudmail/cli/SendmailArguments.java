package icloudmail.cli;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command line of sendmail: letters, several in one word, their values glued or in the next word
 * ({@code -oi -fjo@icloud.com -F Cron}), options and recipients in any order until {@code --}. What
 * tells sendmail of queues, daemons and delivery means nothing here and is passed over, as by
 * msmtp.
 */
final class SendmailArguments {
  /** What is to be done. */
  enum Job {
    SEND,
    LIST_QUEUE,
    FLUSH_QUEUE,
    HELP,
    VERSION
  }

  private static final String PASSED_OVER = "cGmnsUvx";
  private static final String PASSED_OVER_WITH_VALUE = "ABCDehLMNOpRVX";

  private final Deque<String> words;
  private final List<String> recipients = new ArrayList<>();
  private Job job = Job.SEND;
  private boolean readRecipients;
  private boolean ignoreDots;
  private @Nullable String from;
  private @Nullable String name;
  private @Nullable String account;

  private SendmailArguments(List<String> words) {
    this.words = new ArrayDeque<>(words);
  }

  /**
   * Reads the words after the program's name.
   *
   * @throws MailException of kind USAGE for an option that sendmail has not, a missing value, or a
   *     mode that only a mail server has
   */
  static SendmailArguments parse(List<String> words) throws MailException {
    SendmailArguments arguments = new SendmailArguments(words);
    while (!arguments.words.isEmpty()) {
      arguments.word(arguments.words.pop());
    }
    return arguments;
  }

  private void word(String word) throws MailException {
    if (word.equals("--")) {
      recipients.addAll(words);
      words.clear();
    } else if (word.startsWith("--")) {
      longOption(word.substring(2));
    } else if (word.startsWith("-") && word.length() > 1) {
      letters(word.substring(1));
    } else {
      recipients.add(word);
    }
  }

  private void longOption(String option) throws MailException {
    int equals = option.indexOf('=');
    switch (equals < 0 ? option : option.substring(0, equals)) {
      case "account" -> account = equals < 0 ? next("--account") : option.substring(equals + 1);
      case "read-recipients" -> readRecipients = true;
      case "help" -> job = Job.HELP;
      case "version" -> job = Job.VERSION;
      default -> throw unknown("--" + option);
    }
  }

  private void letters(String letters) throws MailException {
    for (int at = 0; at < letters.length(); at++) {
      char letter = letters.charAt(at);
      String glued = letters.substring(at + 1);
      switch (letter) {
        case 't' -> readRecipients = true;
        case 'i' -> ignoreDots = true;
        case 'q' -> {
          // an interval or a choice of messages may be glued to it
          job = Job.FLUSH_QUEUE;
          return;
        }
        case 'd' -> {
          return;
        }
        case 'a', 'b', 'F', 'f', 'o', 'r' -> {
          value(letter, glued.isEmpty() ? next("-" + letter) : glued);
          return;
        }
        default -> {
          if (PASSED_OVER_WITH_VALUE.indexOf(letter) >= 0) {
            value(letter, glued.isEmpty() ? next("-" + letter) : glued);
            return;
          }
          if (PASSED_OVER.indexOf(letter) < 0) {
            throw unknown("-" + letter);
          }
        }
      }
    }
  }

  private void value(char letter, String value) throws MailException {
    switch (letter) {
      case 'a' -> account = value;
      case 'b' -> mode(value);
      case 'F' -> name = value;
      case 'f', 'r' -> from = value;
      case 'o' -> ignoreDots |= value.equals("i");
      case 'O' -> ignoreDots |= value.matches("(?i)IgnoreDots(=t(rue)?)?");
      default -> {
        // one of those that are passed over
      }
    }
  }

  private void mode(String mode) throws MailException {
    switch (mode) {
      case "m" -> job = Job.SEND;
      case "p" -> job = Job.LIST_QUEUE;
      default ->
          throw new MailException(
              Kind.USAGE,
              "-b" + mode + " is for a mail server, which this is not",
              "It has -bm (send a message) and -bp (list what is not sent yet).");
    }
  }

  private String next(String option) throws MailException {
    if (words.isEmpty()) {
      throw new MailException(Kind.USAGE, option + " wants a value");
    }
    return words.pop();
  }

  private static MailException unknown(String option) {
    return new MailException(
        Kind.USAGE,
        "sendmail has no option " + option,
        "Run 'icloud-mail-sendmail --help' for what it takes.");
  }

  Job job() {
    return job;
  }

  List<String> recipients() {
    return recipients;
  }

  boolean readRecipients() {
    return readRecipients;
  }

  /** Whether a line with a lone dot is one like others. */
  boolean ignoreDots() {
    return ignoreDots;
  }

  /** The envelope sender, or null; {@code <>} and nothing name none. */
  @Nullable String from() {
    return from == null || from.isBlank() || from.strip().equals("<>") ? null : from;
  }

  @Nullable String name() {
    return name;
  }

  @Nullable String account() {
    return account;
  }
}
