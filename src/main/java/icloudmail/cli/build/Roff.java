package icloudmail.cli.build;

import java.util.List;
import java.util.Locale;

/** A page of the manual while it is written, in the man macros that groff and mandoc know. */
final class Roff {
  private static final int WIDTH = 80;

  /** Of text below a heading. */
  private static final int INDENT = 7;

  private final StringBuilder page = new StringBuilder();

  /**
   * Begins a page of section 1.
   *
   * @param day of the page, as {@code 2026-01-31}
   */
  Roff(String name, String version, String day) {
    page.append(".TH \"" + escaped(name.toUpperCase(Locale.ROOT)) + "\" 1 \"" + day);
    page.append("\" \"icloud\\-mail " + escaped(version) + "\" \"icloud\\-mail\"\n.nh\n.ad l\n");
  }

  void section(String heading) {
    page.append(".SH " + escaped(heading) + "\n");
  }

  void subsection(String heading) {
    page.append(".SS " + escaped(heading) + "\n");
  }

  /** Running text. */
  void paragraph(String text) {
    page.append(".PP\n").append(line(escaped(text)));
  }

  /** A term in bold, then what it means. */
  void item(String term, String meaning) {
    page.append(".TP\n").append(line(bold(term))).append(line(escaped(meaning)));
  }

  /** Lines as they are; wide ones begin so far left that 80 columns hold them. */
  void verbatim(List<String> lines) {
    int left = WIDTH - lines.stream().mapToInt(String::length).max().orElse(0);
    page.append(".PP\n" + (left < INDENT ? ".in " + left + "n\n" : "") + ".nf\n");
    lines.forEach(each -> page.append(each.isEmpty() ? "\n" : line(escaped(each))));
    page.append(".fi\n");
  }

  private static String bold(String text) {
    return "\\fB" + escaped(text) + "\\fR";
  }

  /** Within a line; groff would make other characters of some. */
  private static String escaped(String text) {
    return text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("'", "\\(aq")
        .replace("`", "\\(ga")
        .replace("^", "\\(ha")
        .replace("~", "\\(ti")
        .replace("\"", "\\(dq");
  }

  private static String line(String escaped) {
    return (escaped.startsWith(".") ? "\\&" : "") + escaped + "\n";
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
