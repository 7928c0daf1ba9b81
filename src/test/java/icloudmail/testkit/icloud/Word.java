package icloudmail.testkit.icloud;

import java.util.List;

/**
 * A word of a command.
 *
 * @param text octets as Latin-1; empty for a list
 * @param list the words of a list in parentheses
 */
record Word(Kind kind, String text, List<Word> list) {
  /** How it was written. */
  enum Kind {
    ATOM,
    QUOTED,
    LITERAL,
    LIST
  }

  Word(Kind kind, String text) {
    this(kind, text, List.of());
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }
}
