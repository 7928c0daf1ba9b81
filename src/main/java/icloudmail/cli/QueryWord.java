package icloudmail.cli;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.render.DisplayText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One word of a query, or a parenthesis, and where it stands, so that an error can point at it.
 *
 * @param argument the whole argument that it stands in
 * @param start where it begins in {@code argument}
 * @param end where it ends there
 * @param text the word without its quotes
 */
record QueryWord(String argument, int start, int end, String text) {
  private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]+>");
  private static final Set<String> KEYS =
      Set.of(
          "in", "is", "has", "from", "to", "cc", "subject", "body", "text", "since", "before", "on",
          "larger", "smaller");

  /**
   * The words of an argument: parted by blanks, {@code "} keeping blanks inside a word, {@code \"}
   * and {@code \\} being the characters themselves. Parentheses are words of their own at the
   * beginning of a word, and at its end where none is open in it.
   */
  static List<QueryWord> split(String argument) throws MailException {
    List<QueryWord> words = new ArrayList<>();
    int start = -1;
    boolean quoted = false;
    for (int i = 0; i < argument.length(); i++) {
      char c = argument.charAt(i);
      if (escapes(argument, i)) {
        start = start < 0 ? i : start;
        i++;
      } else if (!quoted && Character.isWhitespace(c)) {
        add(argument, start, i, words);
        start = -1;
      } else {
        start = start < 0 ? i : start;
        quoted ^= c == '"';
      }
    }
    if (quoted) {
      throw word(argument, start, argument.length()).wrong("a quote is not closed", null);
    }
    add(argument, start, argument.length(), words);
    return words;
  }

  private static void add(String argument, int from, int to, List<QueryWord> words) {
    if (from < 0) {
      return;
    }
    int start = from;
    if (argument.regionMatches(true, start, "not(", 0, "not(".length())) {
      words.add(word(argument, start, start + "not".length()));
      start += "not".length();
    }
    while (start < to && argument.charAt(start) == '(') {
      words.add(word(argument, start, start + 1));
      start++;
    }
    String inner = argument.substring(start, to);
    long unopened = count(inner, ')') - count(inner, '(');
    int end = to;
    while (end > start && argument.charAt(end - 1) == ')' && unopened > 0) {
      end--;
      unopened--;
    }
    if (end > start) {
      words.add(word(argument, start, end));
    }
    for (int i = end; i < to; i++) {
      words.add(word(argument, i, i + 1));
    }
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  /** The part of an argument as one word, whatever it holds. */
  static QueryWord word(String argument, int start, int end) {
    String raw = argument.substring(start, end);
    // RFC 5322 section 3.6.4 lets a message-id hold quotes
    return new QueryWord(
        argument, start, end, MESSAGE_ID.matcher(raw).matches() ? raw : unquoted(raw));
  }

  private static String unquoted(String raw) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < raw.length(); i++) {
      if (escapes(raw, i)) {
        i++;
        text.append(raw.charAt(i));
      } else if (raw.charAt(i) != '"') {
        text.append(raw.charAt(i));
      }
    }
    return text.toString();
  }

  /** Whether a backslash here takes its meaning from the next character. */
  private static boolean escapes(String text, int at) {
    return text.charAt(at) == '\\'
        && at + 1 < text.length()
        && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\');
  }

  /** What stands before the first colon, lower case; empty where there is none. */
  String key() {
    int colon = text.indexOf(':');
    return colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
  }

  boolean isMessageId() {
    return MESSAGE_ID.matcher(text).matches();
  }

  /** Whether it is {@code operator}, not quoted, in any case. */
  boolean is(String operator) {
    return argument.substring(start, end).equalsIgnoreCase(operator);
  }

  boolean keyIsKnown() {
    return KEYS.contains(key());
  }

  /** What stands behind the first colon. */
  String value() {
    return text.substring(text.indexOf(':') + 1);
  }

  MailException wrong(String why, @Nullable String hint) {
    return new MailException(Kind.USAGE, pointedAt(why), hint);
  }

  /** {@code why}, the argument, and carets under the word. */
  String pointedAt(String why) {
    String shown = DisplayText.line(argument);
    int before = DisplayText.width(DisplayText.line(argument.substring(0, start)));
    int width = DisplayText.width(DisplayText.line(argument.substring(start, end)));
    return why + "\n  " + shown + "\n  " + " ".repeat(before) + "^".repeat(Math.max(1, width));
  }
}
