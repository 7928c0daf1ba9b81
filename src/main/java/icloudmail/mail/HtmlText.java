package icloudmail.mail;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** HTML as readable text: blocks on lines of their own, links numbered and listed at the end. */
final class HtmlText {
  private static final Set<String> BLOCKS =
      Set.of(
          "address",
          "article",
          "blockquote",
          "div",
          "dl",
          "dt",
          "dd",
          "footer",
          "form",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "li",
          "main",
          "nav",
          "ol",
          "p",
          "pre",
          "section",
          "table",
          "tr",
          "ul");
  private static final Set<String> SPACED =
      Set.of("blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul");

  private HtmlText() {}

  static String render(String html) {
    Element body = Jsoup.parse(html).body();
    body.select("script, style, head, title, template, noscript, [hidden]").remove();
    body.select("[style~=(?i)display\\s*:\\s*none]").remove();
    Lines lines = new Lines();
    NodeTraversor.traverse(lines, body);
    return lines.finish();
  }

  private static final class Lines implements NodeVisitor {
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Integer> links = new LinkedHashMap<>();
    private int pre;

    @Override
    public void head(Node node, int depth) {
      if (node instanceof TextNode words) {
        append(words);
      } else if (node instanceof Element element) {
        String tag = element.normalName();
        switch (tag) {
          case "br" -> newLine();
          case "hr" -> rule();
          case "img" -> text.append(element.attr("alt"));
          case "td", "th" -> cell();
          default -> startBlock(tag);
        }
        if (tag.equals("li")) {
          text.append("- ");
        }
        pre += tag.equals("pre") ? 1 : 0;
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node instanceof Element element) {
        String tag = element.normalName();
        if (tag.equals("a")) {
          link(element);
        }
        pre -= tag.equals("pre") ? 1 : 0;
        startBlock(tag);
      }
    }

    private void append(TextNode words) {
      if (pre > 0) {
        text.append(words.getWholeText());
        return;
      }
      String folded = words.getWholeText().replaceAll("[ \\t\\r\\n\\f\\u00A0]+", " ");
      boolean fresh = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
      text.append(fresh && folded.startsWith(" ") ? folded.substring(1) : folded);
    }

    private void link(Element element) {
      String target = element.attr("href").strip();
      boolean worthIt = !target.isEmpty() && !target.startsWith("#");
      if (worthIt && !element.text().strip().equals(target)) {
        int number = links.computeIfAbsent(target, fresh -> links.size() + 1);
        text.append(" [").append(number).append(']');
      }
    }

    private void cell() {
      if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
        text.append("  ");
      }
    }

    private void rule() {
      startBlock("div");
      text.append("----\n");
    }

    private void startBlock(String tag) {
      if (BLOCKS.contains(tag)) {
        trimBlanks();
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
          newLine();
        }
        if (SPACED.contains(tag) && !text.isEmpty() && !endsWithBlankLine()) {
          newLine();
        }
      }
    }

    private boolean endsWithBlankLine() {
      int end = text.length();
      return end > 1 && text.charAt(end - 1) == '\n' && text.charAt(end - 2) == '\n';
    }

    private void newLine() {
      trimBlanks();
      text.append('\n');
    }

    private void trimBlanks() {
      while (pre == 0 && !text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
        text.setLength(text.length() - 1);
      }
    }

    private String finish() {
      StringBuilder result = new StringBuilder(text.toString().strip()).append('\n');
      links.forEach(
          (target, number) -> {
            result.append(number == 1 ? "\n" : "").append('[').append(number).append("] ");
            result.append(target).append('\n');
          });
      return result.toString();
    }
  }
}
