package icloudmail.mail;

/** What belongs together within an address: quoted strings, comments, angles, encoded words. */
final class AddressTokens {
  /** No token is longer, so that a hostile field costs little. */
  private static final int LONGEST = 2000;

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
          case '[' -> literal(text, at);
          case '=' -> word(text, at);
          default -> at + 1;
        };
    return end <= at ? at + 1 : end;
  }

  private static int quoted(String text, int start) {
    for (int at = start + 1; at < limit(text, start); at++) {
      if (text.charAt(at) == '"') {
        return at + 1;
      }
      at += text.charAt(at) == '\\' ? 1 : 0;
    }
    return -1;
  }

  private static int comment(String text, int start) {
    int depth = 0;
    for (int at = start; at < limit(text, start); at++) {
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
    for (int at = start + 1; at < limit(text, start); at++) {
      char letter = text.charAt(at);
      if (letter == '>') {
        return at + 1;
      }
      if (letter == '<' && at > start + 1) {
        return -1;
      }
    }
    return -1;
  }

  private static int literal(String text, int start) {
    int end = text.substring(start, limit(text, start)).indexOf(']');
    return end < 0 ? -1 : start + end + 1;
  }

  private static int limit(String text, int start) {
    return Math.min(text.length(), start + LONGEST);
  }

  private static int word(String text, int start) {
    EncodedWord word = text.startsWith("=?", start) ? EncodedWord.at(text, start) : null;
    return word == null ? -1 : word.end();
  }
}
