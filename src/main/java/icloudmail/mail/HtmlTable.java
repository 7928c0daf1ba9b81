package icloudmail.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;

/** A table: one of data is drawn in columns, one that only arranges is read cell by cell. */
final class HtmlTable {
  /** Tables within tables whose rows are looked at as rows. */
  private static final int DEEPEST = 12;

  private static final int MOST_COLUMNS = 30;
  private static final int WIDEST_ROW = 100;
  private static final Set<String> ARRANGING = Set.of("presentation", "none");
  private static final Set<String> DATA = Set.of("table", "grid", "treegrid");

  private final HtmlWalk walk;
  private final HtmlLook look;
  private final TextLines lines;

  HtmlTable(HtmlWalk walk, HtmlLook look) {
    this.walk = walk;
    this.look = look;
    this.lines = walk.lines();
  }

  void render(Element table, HtmlStyle style) {
    List<TableRow> rows = new ArrayList<>();
    HtmlBlock block = HtmlBlock.of(table, style);
    lines.endLine();
    if (block.above()) {
      lines.endParagraph();
    }
    collect(table, rows);
    if (arranges(table, rows)) {
      rows.forEach(this::flow);
    } else {
      draw(table, rows);
    }
    lines.endLine();
    if (block.below()) {
      lines.endParagraph();
    }
  }

  private void collect(Element group, List<TableRow> rows) {
    for (Element child : group.children()) {
      if (walk.isUnseen(child)) {
        continue;
      }
      switch (child.normalName()) {
        case "tr" -> rows.add(row(child, group));
        case "caption" -> walk.one(child, look);
        default -> collect(child, rows);
      }
    }
  }

  private TableRow row(Element row, Element group) {
    List<Element> cells = new ArrayList<>();
    for (Element cell : row.children()) {
      if ((cell.nameIs("td") || cell.nameIs("th")) && !walk.isUnseen(cell)) {
        cells.add(cell);
      }
    }
    return new TableRow(cells, group.nameIs("thead"));
  }

  private boolean arranges(Element table, List<TableRow> rows) {
    int columns = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
    if (ARRANGING.contains(table.attr("role"))
        || columns < 2
        || columns > MOST_COLUMNS
        || table.getElementsByTag("table").size() > 1) {
      return true;
    }
    return !isMarked(table, rows)
        && rows.stream().filter(row -> row.filledCells().size() > 1).limit(2).count() < 2;
  }

  /** Whether its writer says that it is one of data. */
  private static boolean isMarked(Element table, List<TableRow> rows) {
    String border = table.attr("border");
    return DATA.contains(table.attr("role"))
        || (!border.isEmpty() && !border.equals("0"))
        || rows.stream().anyMatch(TableRow::hasHeader);
  }

  private void draw(Element table, List<TableRow> rows) {
    List<TableRow> filled = new ArrayList<>();
    for (TableRow row : rows) {
      TableRow read = row.read(cell -> aside(cell));
      if (read.filled() > 0) {
        filled.add(read);
      }
    }
    boolean cards = filled.stream().anyMatch(row -> row.tall() > 1);
    if (cards && !isMarked(table, rows)) {
      filled.forEach(this::beside);
      return;
    }
    lines.endParagraph();
    new TextTable(filled).lines().forEach(lines::line);
    lines.endParagraph();
  }

  private List<String> aside(Element cell) {
    HtmlStyle style = walk.style(cell);
    return walk.aside(cell, look.inside(cell, style));
  }

  /** One row of a table that arranges: short cells side by side, others one after the other. */
  private void flow(TableRow row) {
    List<Element> filled = row.filledCells();
    if (filled.size() > 1 && look.tables() <= DEEPEST) {
      beside(new TableRow(filled, false).read(this::aside));
      return;
    }
    if (filled.isEmpty() && row.isSpacer()) {
      lines.endParagraph();
    }
    for (Element cell : filled) {
      HtmlStyle style = walk.style(cell);
      distance(style, "top");
      walk.children(cell, look.inside(cell, style));
      lines.endLine();
      distance(style, "bottom");
    }
  }

  private void distance(HtmlStyle style, String side) {
    lines.endLine();
    if (HtmlBlock.isSpaced(style, side, false)) {
      lines.endParagraph();
    }
  }

  private void beside(TableRow row) {
    String joined = row.joined();
    lines.endLine();
    if (joined != null && Letters.width(joined) <= WIDEST_ROW) {
      lines.line(joined);
      return;
    }
    boolean tall = false;
    for (List<String> cell : row.texts()) {
      if (tall && cell.size() > 1) {
        lines.endParagraph();
      }
      cell.forEach(lines::line);
      tall = cell.size() > 1;
    }
  }
}
