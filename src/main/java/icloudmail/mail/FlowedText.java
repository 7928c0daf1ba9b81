package icloudmail.mail;

/** Joins the lines of format=flowed (RFC 3676 section 4). */
final class FlowedText {
  private static final String SIGNATURE = "-- ";

  private final boolean deleteSpace;
  private final StringBuilder text = new StringBuilder();

  /** What the lines so far make, to which the next may belong; its quotes are not in it. */
  private final StringBuilder paragraph = new StringBuilder();

  private int depth;
  private boolean open;

  private FlowedText(boolean deleteSpace) {
    this.deleteSpace = deleteSpace;
  }

  /**
   * @param text its lines end with {@code \n}
   * @param deleteSpace whether the blank that ends a flowed line is no part of the text
   */
  static String join(String text, boolean deleteSpace) {
    FlowedText flowed = new FlowedText(deleteSpace);
    text.lines().forEach(flowed::line);
    if (flowed.open) {
      flowed.close();
    }
    boolean ended = text.isEmpty() || text.endsWith("\n");
    int length = flowed.text.length();
    return flowed.text.substring(0, ended ? length : length - 1);
  }

  private void line(String line) {
    int quotes = 0;
    while (quotes < line.length() && line.charAt(quotes) == '>') {
      quotes++;
    }
    String stuffed = line.substring(quotes);
    String content = stuffed.startsWith(" ") ? stuffed.substring(1) : stuffed;
    boolean signature = content.equals(SIGNATURE);
    // a paragraph ends where the depth changes, even if its last line says that it goes on
    if (open && (quotes != depth || signature)) {
      close();
    }
    boolean flows = content.endsWith(" ") && !signature;
    depth = quotes;
    paragraph.append(flows && deleteSpace ? content.substring(0, content.length() - 1) : content);
    open = true;
    if (!flows) {
      close();
    }
  }

  private void close() {
    text.append(">".repeat(depth));
    if (depth > 0 && !paragraph.isEmpty()) {
      text.append(' ');
    }
    text.append(paragraph).append('\n');
    paragraph.setLength(0);
    open = false;
  }
}
