package icloudmail.mail;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The {@code <style>} of a document: of its rules those for a tag, a class or an id alone, outside
 * every at-rule, since whether the others hold cannot be told here.
 */
final class HtmlStyleSheet {
  private static final int LONGEST = 300_000;
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|<!--|-->", Pattern.DOTALL);
  private static final Pattern SIMPLE = Pattern.compile("[a-z0-9]*(?:[.#][\\w-]+)?");

  private final Map<String, HtmlStyle> rules = new HashMap<>();

  static HtmlStyleSheet of(Document document) {
    StringBuilder css = new StringBuilder();
    for (Element style : document.getElementsByTag("style")) {
      String media = style.attr("media").strip().toLowerCase(Locale.ROOT);
      if (media.isEmpty() || media.equals("all") || media.equals("screen")) {
        css.append(style.data()).append('\n');
      }
    }
    css.setLength(Math.min(css.length(), LONGEST));
    HtmlStyleSheet sheet = new HtmlStyleSheet();
    sheet.parse(COMMENT.matcher(css).replaceAll(" "));
    return sheet;
  }

  private void parse(String css) {
    int at = 0;
    for (int open = css.indexOf('{'); open >= 0; open = css.indexOf('{', at)) {
      String prelude = css.substring(at, open);
      // what ends before the rule begins: @import, @charset
      prelude = prelude.substring(prelude.lastIndexOf(';') + 1).strip();
      int close = end(css, open);
      if (!prelude.startsWith("@")) {
        add(prelude, css.substring(open + 1, close));
      }
      at = Math.min(close + 1, css.length());
    }
  }

  /** The brace that closes the one at {@code open}, or the end. */
  private static int end(String css, int open) {
    int depth = 0;
    for (int i = open; i < css.length(); i++) {
      depth += css.charAt(i) == '{' ? 1 : css.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return css.length();
  }

  private void add(String selectors, String declarations) {
    HtmlStyle style = HtmlStyle.parse(declarations);
    for (String selector : selectors.split(",", -1)) {
      String key = lowerTag(selector.strip());
      if (!key.isEmpty() && SIMPLE.matcher(key).matches()) {
        rules.merge(key, style, HtmlStyle::and);
      }
    }
  }

  private static String lowerTag(String selector) {
    int name = Math.max(selector.indexOf('.'), selector.indexOf('#'));
    int end = name < 0 ? selector.length() : name;
    return selector.substring(0, end).toLowerCase(Locale.ROOT) + selector.substring(end);
  }

  /** All that is said of an element; its own {@code style} comes last. */
  HtmlStyle of(Element element) {
    HtmlStyle style = HtmlStyle.NONE;
    if (!rules.isEmpty()) {
      String tag = element.normalName();
      style = rule(tag);
      for (String name : element.classNames()) {
        style = style.and(rule("." + name)).and(rule(tag + "." + name));
      }
      String id = element.id();
      style = id.isEmpty() ? style : style.and(rule("#" + id)).and(rule(tag + "#" + id));
    }
    String own = element.attr("style");
    return own.isEmpty() ? style : style.and(HtmlStyle.parse(own));
  }

  private HtmlStyle rule(String selector) {
    return rules.getOrDefault(selector, HtmlStyle.NONE);
  }
}
