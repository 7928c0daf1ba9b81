package icloudmail.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.WCWidth;

/**
 * What stands on a terminal as an SVG picture: monospaced, with the colours that were asked for.
 */
final class TerminalPicture {
  private static final Pattern COLOR = Pattern.compile("\u001B\\[([0-9;]*)m");
  private static final Pattern WORD = Pattern.compile(" {2,}|(?:(?! {2}).)+");
  private static final Map<String, String> STYLES =
      Map.of(
          "1", "font-weight='bold'",
          "2", "opacity='0.6'",
          "31", "fill='#ff7b72'",
          "32", "fill='#7ee787'",
          "33", "fill='#e3b341'",
          "36", "fill='#79c0ff'");
  private static final double LINE = 17.5;
  private static final double CELL = 8.15;
  private static final int EDGE = 16;

  private final List<String> lines = new ArrayList<>();
  private final int columns;

  TerminalPicture(int columns) {
    this.columns = columns;
  }

  /** A line that the user typed. */
  void typed(String line) {
    lines.add("\u001B[32m$\u001B[0m " + line);
  }

  /** What a program printed. */
  void printed(String text) {
    text.lines().forEach(lines::add);
    lines.add("");
  }

  /** The picture. */
  String svg() {
    long width = Math.round(columns * CELL) + 2 * EDGE;
    long height = Math.round((lines.size() - 1) * LINE) + 2 * EDGE;
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns='http://www.w3.org/2000/svg' width='%1$d' height='%2$d' viewBox='0 0 %1$d %2$d'>
        <rect width='%1$d' height='%2$d' rx='8' fill='#0d1117'/>
        <g font-family='ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace' font-size='13.5' fill='#e6edf3' xml:space='preserve'>
        """
            .formatted(width, height));
    for (int i = 0; i < lines.size() - 1; i++) {
      svg.append("<text y='%.1f'>".formatted(EDGE + 13 + i * LINE))
          .append(styled(lines.get(i)))
          .append("</text>\n");
    }
    return svg.append("</g>\n</svg>\n").toString();
  }

  private static String styled(String line) {
    StringBuilder text = new StringBuilder();
    Matcher color = COLOR.matcher(line);
    String style = "";
    int from = 0;
    int column = 0;
    while (color.find()) {
      column = placed(text, line.substring(from, color.start()), style, column);
      from = color.end();
      style = style(color.group(1));
    }
    placed(text, line.substring(from), style, column);
    return text.toString();
  }

  /** Each word at its column, since fonts do not agree on how wide a wide character is. */
  private static int placed(StringBuilder text, String words, String style, int column) {
    int now = column;
    Matcher word = WORD.matcher(words);
    while (word.find()) {
      if (!word.group().isBlank()) {
        text.append("<tspan x='%.1f' %s>".formatted(EDGE + now * CELL, style).replace(" >", ">"))
            .append(escaped(word.group()))
            .append("</tspan>");
      }
      now += word.group().codePoints().map(WCWidth::wcwidth).sum();
    }
    return now;
  }

  private static String style(String codes) {
    List<String> styles = new ArrayList<>();
    for (String code : codes.split(";", -1)) {
      if (!code.isEmpty() && !code.equals("0")) {
        styles.add(STYLES.get(code));
      }
    }
    return String.join(" ", styles);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
