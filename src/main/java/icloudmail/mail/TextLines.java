package icloudmail.mail;

import icloudmail.model.StrangersText;
import java.util.ArrayList;
import java.util.List;

/**
 * Text as it is laid out line by line: white space folded as browsers do (CSS Text 3, section 4.1),
 * never two blank lines in a row, and before each line what the blocks around it put there.
 */
final class TextLines {
  /** About a thousand pages. */
  static final int MOST = 2_000_000;

  private static final char DELETE = '\u007F';
  private static final char REPLACEMENT = '\uFFFD';
  private static final char HARD = '\u00A0';

  private final StringBuilder out = new StringBuilder();
  private final StringBuilder blanks = new StringBuilder();
  private final List<Prefix> prefixes = new ArrayList<>();

  /** Line ends that come before the next character, and the prefixes that all of them have. */
  private int gap;

  private int outer;
  private boolean filler;
  private boolean verbatim;
  private boolean marked;
  private boolean full;

  /** Adds text; where it is preformatted, its white space stays as it is. */
  void text(String text, boolean preformatted) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Letters.isBlank(c)) {
        blank(c, preformatted);
      } else if (Letters.isHardBlank(c)) {
        blanks.append(HARD);
      } else if (Letters.isFiller(c) || (Letters.isJoiner(c) && !joins(text, i))) {
        filler = true;
      } else if (c >= ' ' && c != DELETE) {
        put(StrangersText.isHalf(text, i) ? REPLACEMENT : c);
      }
    }
  }

  private void blank(char c, boolean preformatted) {
    if (!preformatted) {
      boolean folded = !blanks.isEmpty() && blanks.charAt(blanks.length() - 1) == ' ';
      blanks.append(folded || (atLineStart() && blanks.isEmpty()) ? "" : " ");
    } else if (c == '\n') {
      blanks.setLength(0);
      request(out.isEmpty() ? 0 : gap + 1);
    } else if (c != '\r') {
      verbatim = true;
      blanks.append(c == '\t' ? c : HARD);
    }
  }

  private boolean joins(String text, int at) {
    boolean before = !atLineStart() && blanks.isEmpty();
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    return before
        && !Letters.isBlank(next)
        && !Letters.isHardBlank(next)
        && !Letters.isFiller(next)
        && !Letters.isJoiner(next);
  }

  private void put(char c) {
    flush(Character.isLetterOrDigit(c));
    if (out.length() < MOST) {
      out.append(c);
    } else {
      full = true;
    }
  }

  /** Writes what was waiting for the next character. */
  private void flush(boolean letter) {
    if (out.length() >= MOST) {
      return;
    }
    if (atLineStart()) {
      startLine();
    } else if (!blanks.isEmpty()) {
      out.append(filler ? " " : spaces());
    } else if (marked && letter) {
      out.append(' ');
    }
    blanks.setLength(0);
    filler = false;
    verbatim = false;
    marked = false;
    gap = 0;
    outer = prefixes.size();
  }

  private void startLine() {
    if (!out.isEmpty()) {
      String between = prefix(outer, false).stripTrailing();
      out.append('\n').append((between + '\n').repeat(gap - 1));
    }
    out.append(prefix(prefixes.size(), true));
    // one hard blank alone is a slip; more are an indent
    boolean indent = verbatim || (!filler && blanks.chars().filter(c -> c == HARD).count() > 1);
    out.append(indent ? spaces() : "");
  }

  private String spaces() {
    return blanks.toString().replace(HARD, ' ');
  }

  private String prefix(int count, boolean starts) {
    StringBuilder before = new StringBuilder();
    for (Prefix prefix : prefixes.subList(0, Math.min(count, prefixes.size()))) {
      before.append(starts ? prefix.next() : prefix.rest);
    }
    return before.toString();
  }

  /** Adds a mark to what was written last, whatever has been begun since. */
  void mark(String mark) {
    out.append(mark);
    marked = !mark.isEmpty();
  }

  /** What HTML calls a line break: the second of two makes a blank line. */
  void lineBreak() {
    request(atLineStart() ? 2 : 1);
  }

  /** Ends the line, if there is one; hard blanks alone are a blank line. */
  void endLine() {
    boolean blankLine = atLineStart() && !filler && blanks.indexOf("\u00A0") >= 0;
    request(blankLine ? 2 : 1);
  }

  /** Ends the line, and leaves the next one blank. */
  void endParagraph() {
    request(2);
  }

  private void request(int lines) {
    blanks.setLength(0);
    filler = false;
    verbatim = false;
    gap = out.isEmpty() ? 0 : Math.max(gap > 2 && lines <= 2 ? 2 : gap, lines);
    outer = Math.min(outer, prefixes.size());
  }

  /** From now on, {@code first} stands before the next line, and {@code rest} before the others. */
  void indent(String first, String rest) {
    endLine();
    prefixes.add(new Prefix(first, rest));
  }

  void outdent() {
    endLine();
    prefixes.remove(prefixes.size() - 1);
    outer = Math.min(outer, prefixes.size());
  }

  /** A line as it is. */
  void line(String line) {
    if (line.isEmpty()) {
      endParagraph();
      return;
    }
    endLine();
    flush(false);
    if (out.length() + line.length() <= MOST) {
      out.append(line);
    } else {
      full = true;
    }
    endLine();
  }

  boolean atLineStart() {
    return gap > 0 || out.isEmpty();
  }

  /** How much is written: where to look later with {@link #since}. */
  int length() {
    return out.length();
  }

  /** What was written since, with its prefixes. */
  String since(int length) {
    return out.substring(length);
  }

  boolean isFull() {
    return full;
  }

  /** All of it, each line with its end. */
  String finish() {
    return out.isEmpty() ? "" : out.append('\n').toString();
  }

  private static final class Prefix {
    private final String first;
    private final String rest;
    private boolean used;

    private Prefix(String first, String rest) {
      this.first = first;
      this.rest = rest;
    }

    private String next() {
      String prefix = used ? rest : first;
      used = true;
      return prefix;
    }
  }
}
