package icloudmail.testkit.icloud;

import icloudmail.testkit.icloud.Word.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a command into words, as strictly as Apple: one blank between two, and none at the end. */
final class WordParser {
  private static final Pattern LITERAL = Pattern.compile("\\{(\\d{1,9})}\r\n");
  private static final Pattern SECTION = Pattern.compile("(?i)BODY(\\.PEEK)?\\[[^\\]]*]");

  private final String text;
  private int at;

  private WordParser(String text) {
    this.text = text;
  }

  /**
   * What follows the name of a command.
   *
   * @param text begins with the blank, unless it is empty; a literal is {@code {n}}, CRLF, octets
   */
  static List<Word> parse(String text) throws Refused {
    if (text.isEmpty()) {
      return List.of();
    }
    WordParser parser = new WordParser(text.substring(1));
    List<Word> words = parser.words();
    if (parser.at < parser.text.length()) {
      throw Refused.parseError();
    }
    return words;
  }

  private List<Word> words() throws Refused {
    List<Word> words = new ArrayList<>();
    words.add(word());
    while (here() == ' ') {
      at++;
      words.add(word());
    }
    return words;
  }

  private Word word() throws Refused {
    return switch (here()) {
      case '(' -> list();
      case '"' -> quoted();
      case '{' -> literal();
      default -> atom();
    };
  }

  private Word list() throws Refused {
    at++;
    List<Word> words = here() == ')' ? List.of() : words();
    if (here() != ')') {
      throw Refused.parseError();
    }
    at++;
    return new Word(Kind.LIST, "", words);
  }

  private Word quoted() throws Refused {
    StringBuilder value = new StringBuilder();
    for (at++; here() != '"'; at++) {
      if (here() == '\\') {
        at++;
      }
      if (here() < ' ' || here() > '~') {
        throw Refused.parseError();
      }
      value.append(here());
    }
    at++;
    return new Word(Kind.QUOTED, value.toString());
  }

  private Word literal() throws Refused {
    Matcher head = LITERAL.matcher(text).region(at, text.length());
    if (!head.lookingAt()) {
      throw Refused.parseError();
    }
    int start = head.end();
    at = start + Integer.parseInt(head.group(1));
    return new Word(Kind.LITERAL, text.substring(start, at));
  }

  private Word atom() throws Refused {
    int start = at;
    Matcher section = SECTION.matcher(text).region(at, text.length());
    if (section.lookingAt()) {
      at = section.end();
    }
    while (here() > ' ' && here() <= '~' && "(){\"".indexOf(here()) < 0) {
      at++;
    }
    if (at == start) {
      throw Refused.parseError();
    }
    return new Word(Kind.ATOM, text.substring(start, at));
  }

  /** The character to come; NUL at the end. */
  private char here() {
    return at < text.length() ? text.charAt(at) : 0;
  }
}
