package icloudmail.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The cells of a table at their columns (HTML, section 4.9.12): beside those that reach down from
 * above.
 *
 * @param rows each row's cells by column, from 0
 * @param columns how many there are
 */
record TableGrid(List<NavigableMap<Integer, Cell>> rows, int columns) {
  private static final int MOST_COLUMNS = 64;

  /**
   * A cell.
   *
   * @param lines what is in it
   * @param span how many columns it takes
   * @param heads whether its row names the columns
   */
  record Cell(List<String> lines, int span, boolean heads) {
    int width() {
      return lines.stream().mapToInt(Letters::width).max().orElse(0);
    }
  }

  static TableGrid of(List<TableRow> rows) {
    List<NavigableMap<Integer, Cell>> grid = new ArrayList<>();
    int[] taken = new int[MOST_COLUMNS];
    for (TableRow row : rows) {
      grid.add(place(row, taken));
    }
    int columns =
        grid.stream()
            .filter(row -> !row.isEmpty())
            .mapToInt(row -> row.lastKey() + row.lastEntry().getValue().span())
            .max()
            .orElse(0);
    return new TableGrid(grid, columns);
  }

  /** Places one row beside what {@code taken} says is taken, for so many rows, and adds to it. */
  private static NavigableMap<Integer, Cell> place(TableRow row, int[] taken) {
    NavigableMap<Integer, Cell> placed = new TreeMap<>();
    int[] reach = new int[taken.length];
    int column = 0;
    for (int i = 0; i < row.cells().size(); i++) {
      while (column < taken.length && taken[column] > 0) {
        column++;
      }
      int span = Math.min(row.columns(i), taken.length - column);
      if (span < 1) {
        break;
      }
      placed.put(column, new Cell(row.texts().get(i), span, row.isHeader()));
      for (int k = column; k < column + span; k++) {
        reach[k] = row.rows(i);
      }
      column += span;
    }
    for (int k = 0; k < taken.length; k++) {
      taken[k] = Math.max(Math.max(taken[k], reach[k]) - 1, 0);
    }
    return placed;
  }

  static boolean isHeader(NavigableMap<Integer, Cell> row) {
    return !row.isEmpty() && row.firstEntry().getValue().heads();
  }
}
