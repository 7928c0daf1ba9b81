package icloudmail.mail;

/** What belongs together within an address: quoted strings, comments, angles, encoded words. */
final class AddressTokens {
  private AddressTokens() {}

  /**
   * Where the token that begins at {@code at} ends: a single character where it is none, or one
   * that is never closed.
   */
  static int end(String text, int at) {
    int end =
        switch (text.charAt(at)) {
          case '"' -> quoted(text, at);
          case '(' -> comment(text, at);
          case '<' -> angle(text, at);
          case '[' -> text.indexOf(']', at) + 1;
          case '=' -> word(text, at);
          default -> at + 1;
        };
    return end <= at ? at + 1 : end;
  }

  private static int quoted(String text, int start) {
    for (int at = start + 1; at < text.length(); at++) {
      if (text.charAt(at) == '"') {
        return at + 1;
      }
      at += text.charAt(at) == '\\' ? 1 : 0;
    }
    return -1;
  }

  private static int comment(String text, int start) {
    int depth = 0;
    for (int at = start; at < text.length(); at++) {
      char letter = text.charAt(at);
      depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
      if (depth == 0) {
        return at + 1;
      }
      at += letter == '\\' ? 1 : 0;
    }
    return -1;
  }

  /** A comma does not end it, since a route has commas, but the next angle does. */
  private static int angle(String text, int start) {
    int close = text.indexOf('>', start);
    int open = text.indexOf('<', start + 1);
    boolean doubled = open == start + 1;
    return close >= 0 && (open < 0 || open > close || doubled) ? close + 1 : -1;
  }

  private static int word(String text, int start) {
    EncodedWord word = text.startsWith("=?", start) ? EncodedWord.at(text, start) : null;
    return word == null ? -1 : word.end();
  }
}
