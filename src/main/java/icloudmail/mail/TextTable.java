package icloudmail.mail;

import icloudmail.mail.TableGrid.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A table drawn in columns as wide as a terminal; where they are too wide, one line a cell. */
final class TextTable {
  private static final int WIDEST = 80;
  private static final int NARROWEST = 12;
  private static final int TALLEST = 8;
  private static final String BETWEEN = "  ";
  private static final Pattern NUMBER =
      Pattern.compile(
          "[<>~≈]?(?:[A-Z]{3}\\s?)?[-+−]?\\p{Sc}?\\s?"
              + "(?:\\d{1,3}(?:[.,'’\\s]\\d{3})+|\\d+)(?:[.,]\\d+)?"
              + "(?:\\s?(?:[%\\p{Sc}]|[A-Z]{3}))?");

  private final List<NavigableMap<Integer, Cell>> grid;
  private final int[] widths;
  private final boolean[] numeric;

  TextTable(List<TableRow> rows) {
    TableGrid placed = TableGrid.of(rows);
    this.grid = placed.rows();
    this.widths = new int[placed.columns()];
    this.numeric = new boolean[placed.columns()];
  }

  List<String> lines() {
    measure();
    return narrow() ? draw() : oneByOne();
  }

  private void measure() {
    int[] numbers = new int[widths.length];
    int[] words = new int[widths.length];
    for (NavigableMap<Integer, Cell> row : grid) {
      row.forEach(
          (column, cell) -> {
            if (cell.span() == 1) {
              widths[column] = Math.max(widths[column], Math.min(cell.width(), 10 * WIDEST));
            }
            if (cell.span() == 1 && !cell.heads() && !cell.lines().isEmpty()) {
              boolean number = NUMBER.matcher(cell.lines().get(0)).matches();
              numbers[column] += number ? 1 : 0;
              words[column] += number ? 0 : 1;
            }
          });
    }
    for (int i = 0; i < widths.length; i++) {
      numeric[i] = numbers[i] > 0 && words[i] == 0;
    }
    for (NavigableMap<Integer, Cell> row : grid) {
      row.forEach(
          (column, cell) -> {
            if (cell.span() > 1 && row.higherKey(column) != null) {
              int last = column + cell.span() - 1;
              widths[last] +=
                  Math.max(0, Math.min(cell.width(), WIDEST) - reach(column, cell.span()));
            }
          });
    }
  }

  /** The columns from {@code column} on with what is between them; empty ones are not drawn. */
  private int reach(int column, int span) {
    int reach = 0;
    for (int i = column; i < column + span; i++) {
      reach += widths[i] == 0 ? 0 : widths[i] + (reach == 0 ? 0 : BETWEEN.length());
    }
    return reach;
  }

  /** Takes from the widest columns what is too much; false where too little would be left. */
  private boolean narrow() {
    for (int over = reach(0, widths.length) - WIDEST; over > 0; over--) {
      int widest = 0;
      for (int i = 0; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (--widths[widest] < NARROWEST) {
        return false;
      }
    }
    for (NavigableMap<Integer, Cell> row : grid) {
      for (var entry : row.entrySet()) {
        List<String> wrapped = wrapped(entry.getKey(), entry.getValue());
        int room = room(entry.getKey(), entry.getValue());
        if (wrapped.size() > TALLEST
            || wrapped.stream().anyMatch(line -> Letters.width(line) > room)) {
          return false;
        }
      }
    }
    return true;
  }

  private int room(int column, Cell cell) {
    boolean last = cell.span() > 1 && column + cell.span() >= widths.length;
    return last
        ? WIDEST - (column == 0 ? 0 : reach(0, column) + BETWEEN.length())
        : reach(column, cell.span());
  }

  private List<String> wrapped(int column, Cell cell) {
    List<String> wrapped = new ArrayList<>();
    int room = room(column, cell);
    for (String line : cell.lines()) {
      StringBuilder rest = new StringBuilder();
      for (String word :
          Letters.width(line) <= room ? List.of(line) : List.of(line.split(" ", -1))) {
        if (!rest.isEmpty() && Letters.width(rest + " " + word) > room) {
          wrapped.add(rest.toString());
          rest.setLength(0);
        }
        rest.append(rest.isEmpty() ? "" : " ").append(word);
      }
      wrapped.add(rest.toString());
    }
    return wrapped;
  }

  private List<String> draw() {
    List<String> drawn = new ArrayList<>();
    boolean headed = false;
    for (NavigableMap<Integer, Cell> row : grid) {
      boolean heads = TableGrid.isHeader(row);
      if (headed && !heads) {
        drawn.add(rule());
      }
      headed = heads;
      row(row, drawn);
    }
    return drawn;
  }

  private String rule() {
    StringBuilder rule = new StringBuilder();
    for (int width : widths) {
      rule.append(width == 0 || rule.isEmpty() ? "" : BETWEEN).append("-".repeat(width));
    }
    return rule.toString();
  }

  private void row(NavigableMap<Integer, Cell> row, List<String> drawn) {
    Map<Integer, List<String>> cells = new TreeMap<>();
    row.forEach((column, cell) -> cells.put(column, wrapped(column, cell)));
    int height = cells.values().stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < height; i++) {
      StringBuilder line = new StringBuilder();
      int at = 0;
      for (int column = 0; column < widths.length; column += Math.max(1, span(row, column))) {
        int width = reach(column, span(row, column));
        if (width == 0) {
          continue;
        }
        List<String> text = cells.getOrDefault(column, List.of());
        String piece = i < text.size() ? text.get(i) : "";
        String fill = " ".repeat(Math.max(0, width - Letters.width(piece)));
        line.append(at++ == 0 ? "" : BETWEEN);
        line.append(numeric[column] && span(row, column) == 1 ? fill + piece : piece + fill);
      }
      drawn.add(line.toString().stripTrailing());
    }
  }

  private static int span(NavigableMap<Integer, Cell> row, int column) {
    Cell cell = row.get(column);
    return cell == null ? 1 : cell.span();
  }

  /** Each cell on a line of its own, behind the name of its column. */
  private List<String> oneByOne() {
    List<String> all = new ArrayList<>();
    NavigableMap<Integer, Cell> names = new TreeMap<>();
    for (NavigableMap<Integer, Cell> row : grid) {
      if (TableGrid.isHeader(row)) {
        names = row;
        continue;
      }
      all.add("");
      for (var entry : row.entrySet()) {
        Cell name = names.get(entry.getKey());
        List<String> text = new ArrayList<>(entry.getValue().lines());
        if (name != null && !name.lines().isEmpty() && !text.isEmpty()) {
          text.set(0, String.join(" ", name.lines()) + ": " + text.get(0));
        }
        all.addAll(text);
      }
    }
    return all;
  }
}
