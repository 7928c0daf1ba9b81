package icloudmail.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table.
 *
 * @param cells its cells that are seen
 * @param inHead whether it is of the table's head
 * @param texts the lines of each cell; none before they are read
 */
record TableRow(List<Element> cells, boolean inHead, List<List<String>> texts) {
  private static final int MOST_SPANNED = 30;

  TableRow(List<Element> cells, boolean inHead) {
    this(cells, inHead, List.of());
  }

  TableRow read(Function<Element, List<String>> reader) {
    List<List<String>> read = new ArrayList<>();
    cells.forEach(cell -> read.add(reader.apply(cell)));
    return new TableRow(cells, inHead, read);
  }

  /** How many cells have something to read. */
  int filled() {
    return (int) texts.stream().filter(text -> !text.isEmpty()).count();
  }

  /** The cells that have something to read, as far as can be told before they are read. */
  List<Element> filledCells() {
    return cells.stream().filter(TableRow::isFilled).toList();
  }

  private static boolean isFilled(Element cell) {
    return hasLetters(cell) || cell.selectFirst("img[alt], input, select, hr") != null;
  }

  private static boolean hasLetters(Element cell) {
    return cell.stream()
        .anyMatch(
            element ->
                element.textNodes().stream()
                    .anyMatch(text -> !Letters.isEmpty(text.getWholeText())));
  }

  /** Whether it is there to keep a distance. */
  boolean isSpacer() {
    return cells.stream()
        .anyMatch(cell -> !cell.wholeText().isBlank() || cell.selectFirst("br") != null);
  }

  boolean hasHeader() {
    return inHead || cells.stream().anyMatch(cell -> cell.nameIs("th"));
  }

  /** Whether it names the columns. */
  boolean isHeader() {
    return inHead || (!cells.isEmpty() && cells.stream().allMatch(cell -> cell.nameIs("th")));
  }

  /** How many of its cells have several lines. */
  int tall() {
    return (int) texts.stream().filter(text -> text.size() > 1).count();
  }

  /** Its cells on one line; null where one has several. */
  @Nullable String joined() {
    return tall() > 0
        ? null
        : texts.stream().flatMap(List::stream).collect(Collectors.joining("  "));
  }

  int columns(int cell) {
    return span(cells.get(cell).attr("colspan"));
  }

  int rows(int cell) {
    return span(cells.get(cell).attr("rowspan"));
  }

  private static int span(String written) {
    return written.matches("\\d{1,4}")
        ? Math.max(1, Math.min(Integer.parseInt(written), MOST_SPANNED))
        : 1;
  }
}
