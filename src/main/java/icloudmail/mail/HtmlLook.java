package icloudmail.mail;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * What an element hands down to those within it.
 *
 * @param depth how many elements are around it
 * @param tables how many of them are tables
 * @param lists how many of them are lists
 * @param tiny whether letters are too small to be seen
 * @param blended whether letters have the colour of what is behind them
 * @param preformatted whether white space stays as it is
 * @param bareAlt whether the alternative text of an image stands for words
 * @param tight whether a paragraph right here is the only one of its item
 */
record HtmlLook(
    int depth,
    int tables,
    int lists,
    boolean tiny,
    boolean blended,
    boolean preformatted,
    boolean bareAlt,
    boolean tight) {
  static final HtmlLook START = new HtmlLook(0, 0, 0, false, false, false, false, false);

  private static final Set<String> RELATIVE = Set.of("", "inherit", "smaller", "larger");
  private static final Map<String, String> NAMES = Map.of("white", "#ffffff", "black", "#000000");

  boolean isVisible() {
    return !tiny && !blended;
  }

  HtmlLook inside(Element element, HtmlStyle style) {
    String tag = element.normalName();
    return new HtmlLook(
        depth + 1,
        tables + (tag.equals("table") ? 1 : 0),
        lists + (Set.of("ul", "ol", "menu", "dir").contains(tag) ? 1 : 0),
        isTiny(style),
        isBlended(element, style),
        isPreformatted(tag, style),
        bareAlt,
        false);
  }

  HtmlLook withBareAlt() {
    return new HtmlLook(depth, tables, lists, tiny, blended, preformatted, true, tight);
  }

  HtmlLook inItem(boolean onlyParagraph) {
    return new HtmlLook(depth, tables, lists, tiny, blended, preformatted, bareAlt, onlyParagraph);
  }

  /** Inherited: layouts set it to 0 around blocks that have a size of their own. */
  private boolean isTiny(HtmlStyle style) {
    String size = style.get("font-size");
    if (style.get("font").matches("0(px)?\\s*/.*")) {
      return true;
    }
    boolean relative = RELATIVE.contains(size) || size.matches("[\\d.]*[1-9][\\d.]*(%|em)");
    return relative ? tiny : style.pixels("font-size") <= 1.4;
  }

  private boolean isBlended(Element element, HtmlStyle style) {
    String colour = colour(style.get("color"));
    String behind =
        colour(
            !style.get("background-color").isEmpty()
                ? style.get("background-color")
                : !style.get("background").isEmpty()
                    ? style.get("background")
                    : element.attr("bgcolor"));
    if (colour.isEmpty() || colour.equals("inherit")) {
      return blended && behind.isEmpty();
    }
    return colour.equals("transparent") || colour.equals(behind);
  }

  private static String colour(String written) {
    String colour = written.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
    if (colour.matches("#[0-9a-f]{3}")) {
      colour = colour.replaceAll("[0-9a-f]", "$0$0");
    }
    colour = colour.equals("rgb(255,255,255)") ? "white" : colour;
    return NAMES.getOrDefault(colour, colour);
  }

  private boolean isPreformatted(String tag, HtmlStyle style) {
    String space = style.get("white-space");
    if (space.isEmpty()) {
      return preformatted || Set.of("pre", "listing", "plaintext", "xmp", "textarea").contains(tag);
    }
    return space.startsWith("pre") || space.equals("break-spaces");
  }
}
