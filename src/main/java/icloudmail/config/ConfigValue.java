package icloudmail.config;

import org.jspecify.annotations.Nullable;

/** Follows the value of a TOML key over its lines: arrays and strings may have several. */
final class ConfigValue {
  private int depth;

  /** What ends the string that is open, or null. */
  private @Nullable String quote;

  /** Whether the value goes on in the next line. */
  boolean goesOnAfter(String line) {
    read(line);
    if (quote != null && quote.length() == 1) {
      // such a string ends with its line, or is none
      quote = null;
    }
    return quote != null || depth > 0;
  }

  /** Where the comment of a line begins: at the first # outside a string; else its length. */
  static int codeLength(String line) {
    return Math.min(line.length(), new ConfigValue().read(line));
  }

  private int read(String line) {
    int at = 0;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (quote != null) {
        at += inString(line, at, quote);
      } else if (c == '#') {
        return at;
      } else if (c == '"' || c == '\'') {
        String three = String.valueOf(c).repeat(3);
        quote = line.startsWith(three, at) ? three : three.substring(2);
        at += quote.length();
      } else {
        depth += c == '[' ? 1 : c == ']' ? -1 : 0;
        at++;
      }
    }
    return at;
  }

  /** Answers how many characters of the open string were read. */
  private int inString(String line, int at, String end) {
    if (end.charAt(0) == '"' && line.charAt(at) == '\\') {
      return 2;
    }
    if (line.startsWith(end, at)) {
      quote = null;
      return end.length();
    }
    return 1;
  }
}
