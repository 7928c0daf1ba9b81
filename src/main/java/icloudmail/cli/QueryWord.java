package icloudmail.cli;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One word of a query, and where it stands, so that an error can point at it.
 *
 * @param argument the whole argument that it stands in
 * @param start where it begins in {@code argument}
 * @param end where it ends there
 * @param text the word without its quotes
 */
record QueryWord(String argument, int start, int end, String text) {
  private static final Set<String> KEYS =
      Set.of("in", "is", "from", "to", "cc", "subject", "since", "before");

  /** The words of an argument: parted by blanks, {@code "} keeping blanks inside a word. */
  static List<QueryWord> split(String argument) throws MailException {
    List<QueryWord> words = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int start = -1;
    boolean quoted = false;
    for (int i = 0; i < argument.length(); i++) {
      char c = argument.charAt(i);
      boolean ends = !quoted && Character.isWhitespace(c);
      if (ends && start >= 0) {
        words.add(new QueryWord(argument, start, i, text.toString()));
        text.setLength(0);
        start = -1;
      } else if (!ends) {
        start = start < 0 ? i : start;
        quoted ^= c == '"';
        text.append(c == '"' ? "" : String.valueOf(c));
      }
    }
    if (start >= 0) {
      words.add(new QueryWord(argument, start, argument.length(), text.toString()));
    }
    if (quoted) {
      throw words.get(words.size() - 1).wrong("a quote is not closed", null);
    }
    return words;
  }

  /** What stands before the first colon, lower case; empty where there is none. */
  String key() {
    int colon = text.indexOf(':');
    return colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
  }

  boolean isMessageId() {
    return text.matches("<[^<>\\s]+>");
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
    String caret = " ".repeat(start) + "^".repeat(Math.max(1, end - start));
    return why + "\n  " + argument + "\n  " + caret;
  }
}
