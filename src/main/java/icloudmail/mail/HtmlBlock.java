package icloudmail.mail;

import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * How an element stands among the lines.
 *
 * @param line whether it has lines of its own
 * @param above whether a blank line comes before it
 * @param below whether one comes after it
 * @param isQuotation whether Outlook marks it as quoted, which has no element for that
 * @param isReply whether Outlook begins with it what is replied to
 */
record HtmlBlock(boolean line, boolean above, boolean below, boolean isQuotation, boolean isReply) {
  static final String RULE = "----";

  private static final Set<String> BLOCKS =
      Set.of(
          "address",
          "article",
          "aside",
          "center",
          "details",
          "div",
          "dl",
          "dt",
          "fieldset",
          "figcaption",
          "figure",
          "footer",
          "form",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hgroup",
          "legend",
          "listing",
          "main",
          "nav",
          "p",
          "plaintext",
          "pre",
          "search",
          "section",
          "summary",
          "caption",
          "optgroup",
          "option",
          "tr",
          "tbody",
          "thead",
          "tfoot",
          "xmp");
  private static final Set<String> SPACED =
      Set.of(
          "dl",
          "fieldset",
          "figure",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "listing",
          "p",
          "plaintext",
          "pre",
          "xmp");
  private static final Set<String> SHOWN_AS_BLOCK =
      Set.of("block", "flex", "grid", "list-item", "table", "table-row");

  /** Pixels that make a blank line of a distance. */
  private static final double LINE = 8;

  static HtmlBlock of(Element element, HtmlStyle style) {
    String tag = element.normalName();
    String display = style.get("display");
    boolean line =
        SHOWN_AS_BLOCK.contains(display) || (BLOCKS.contains(tag) && !display.startsWith("inline"));
    boolean spaced = line && SPACED.contains(tag);
    boolean bare = style.has("border", "none", "medium none");
    return new HtmlBlock(
        line,
        line && isSpaced(style, "top", spaced),
        line && isSpaced(style, "bottom", spaced),
        bare && tag.equals("div") && style.get("border-left").startsWith("solid"),
        bare && tag.equals("div") && style.get("border-top").startsWith("solid"));
  }

  /** The same; as the only paragraph of an item, without blank lines. */
  HtmlBlock tight(boolean only) {
    return only ? new HtmlBlock(line, false, false, isQuotation, isReply) : this;
  }

  /** Whether the element keeps a distance: as its style says, else as its tag does. */
  static boolean isSpaced(HtmlStyle style, String side, boolean byItself) {
    double margin = style.margin("margin", side);
    double padding = style.margin("padding", side);
    boolean asWritten = margin >= LINE || padding >= LINE;
    return asWritten || (byItself && Double.isNaN(margin));
  }

  void open(TextLines lines) {
    if (isReply) {
      lines.endParagraph();
      lines.line(RULE);
    }
    end(lines, above);
  }

  void close(TextLines lines) {
    end(lines, below);
  }

  private void end(TextLines lines, boolean blank) {
    if (line) {
      lines.endLine();
    }
    if (blank) {
      lines.endParagraph();
    }
  }
}
