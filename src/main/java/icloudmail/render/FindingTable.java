package icloudmail.render;

import icloudmail.model.Finding;
import icloudmail.model.Finding.Status;
import java.util.ArrayList;
import java.util.List;

/** Findings on a terminal: how it is, what was looked at, what was seen, and the next step. */
final class FindingTable {
  private static final String RESET = "\u001B[0m";
  private static final int STATUS = 7;
  private static final int CHECK = 17;
  private static final int INDENT = STATUS + 2 + CHECK + 2;

  /** Narrower text is worse than lines that the terminal breaks. */
  private static final int LEAST = 30;

  private final Terminal terminal;

  FindingTable(Terminal terminal) {
    this.terminal = terminal;
  }

  /** A finding in a line, or in as many as it takes, the text in a column of its own. */
  String of(Finding finding) {
    StringBuilder rows = new StringBuilder();
    String word = DisplayText.fit(finding.status().word(), STATUS);
    rows.append(terminal.color() ? style(finding.status()) + word + RESET : word);
    String check = DisplayText.line(finding.check());
    int overhang = Math.max(0, DisplayText.width(check) - CHECK);
    rows.append("  ").append(check).append(" ".repeat(CHECK + overhang - DisplayText.width(check)));
    rows.append("  ");
    append(rows, wrapped(finding.message(), INDENT + overhang));
    if (finding.hint() != null) {
      rows.append(" ".repeat(INDENT));
      append(rows, wrapped("→ " + finding.hint(), INDENT));
    }
    return rows.toString();
  }

  private static void append(StringBuilder rows, List<String> lines) {
    rows.append(String.join("\n" + " ".repeat(INDENT), lines)).append('\n');
  }

  /** Words in lines that fit; a word that is longer, such as a path, has a line of its own. */
  private List<String> wrapped(String text, int firstIndent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int room = Math.max(LEAST, terminal.width() - firstIndent);
    for (String word : DisplayText.line(text).split(" ", -1)) {
      if (!line.isEmpty() && DisplayText.width(line + " " + word) > room) {
        lines.add(line.toString());
        line.setLength(0);
        room = Math.max(LEAST, terminal.width() - INDENT);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static String style(Status status) {
    return switch (status) {
      case OK -> "\u001B[32m";
      case WARNING -> "\u001B[1;33m";
      case FAILURE -> "\u001B[1;31m";
    };
  }
}
