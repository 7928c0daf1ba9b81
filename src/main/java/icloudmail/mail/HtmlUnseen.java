package icloudmail.mail;

import java.util.Set;
import org.jsoup.nodes.Element;

/** What of HTML nobody sees: its machinery, the preview text of newsletters, tracking images. */
final class HtmlUnseen {
  private static final Set<String> MACHINERY =
      Set.of(
          "applet",
          "base",
          "basefont",
          "canvas",
          "datalist",
          "embed",
          "frame",
          "frameset",
          "head",
          "iframe",
          "link",
          "meta",
          "noembed",
          "noframes",
          "noscript",
          "param",
          "rp",
          "script",
          "source",
          "style",
          "svg",
          "template",
          "title",
          "track",
          "xml");

  private HtmlUnseen() {}

  static boolean is(Element element, HtmlStyle style) {
    return MACHINERY.contains(element.normalName())
        || element.hasAttr("hidden")
        || style.has("display", "none")
        || style.has("visibility", "hidden", "collapse")
        || isZero(style, "opacity")
        || isZero(style, "max-height")
        || (style.has("overflow", "hidden") && (isZero(style, "height") || isZero(style, "width")))
        || style.pixels("text-indent") <= -900
        || isHiddenFromOutlook(element, style);
  }

  private static boolean isZero(HtmlStyle style, String property) {
    return style.pixels(property) == 0;
  }

  /** Of a link it only says that Outlook is given another button, in a conditional comment. */
  private static boolean isHiddenFromOutlook(Element element, HtmlStyle style) {
    return style.has("mso-hide", "all")
        && !element.normalName().equals("a")
        && element.selectFirst("a[href]") == null;
  }

  /** Whether an image is there to count readers, or to keep a distance. */
  static boolean isTiny(Element image, HtmlStyle style) {
    return isAtMostOne(image.attr("width"))
        || isAtMostOne(image.attr("height"))
        || style.pixels("width") <= 1
        || style.pixels("height") <= 1;
  }

  private static boolean isAtMostOne(String length) {
    return HtmlStyle.parse("width:" + length).pixels("width") <= 1;
  }
}
