package icloudmail.mail;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * HTML as readable text: blocks on lines of their own, quotations behind {@code >}, links numbered
 * and listed at the end. The HTML is only parsed; nothing that it refers to is ever loaded.
 */
final class HtmlText {
  /** As many tags as fit into 64 MB with the text around them; a long newsletter has 5,000. */
  static final int MOST_TAGS = 60_000;

  private static final String CUT = "[this text is longer; --as raw has all of it]\n";

  private HtmlText() {}

  /** The text, its lines ended by {@code \n}; empty where there is nothing to read. */
  static String render(String html) {
    int end = end(html);
    Document document = parse(html, end);
    HtmlLinks links = new HtmlLinks();
    TextLines lines = new TextLines();
    new HtmlWalk(HtmlStyleSheet.of(document), links, lines).body(document.body());
    StringBuilder text = new StringBuilder(lines.finish());
    section(text, end < html.length() || lines.isFull() ? CUT : "");
    section(text, links.notes());
    return text.toString();
  }

  /** Whether there is text that {@link #render} leaves out, as a mail program does. */
  static boolean hasText(String html) {
    return parse(html, end(html)).body().hasText();
  }

  private static Document parse(String html, int end) {
    return Jsoup.parse(end < html.length() ? html.substring(0, end) : html);
  }

  private static void section(StringBuilder text, String more) {
    text.append(text.isEmpty() || more.isEmpty() ? "" : "\n").append(more);
  }

  /** Where the HTML is to be cut: before the first tag too many. */
  private static int end(String html) {
    int tags = 0;
    for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
      if (!html.startsWith("</", at) && ++tags > MOST_TAGS) {
        return at;
      }
    }
    return html.length();
  }
}
