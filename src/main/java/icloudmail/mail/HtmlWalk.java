package icloudmail.mail;

import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/** Walks through the elements of a document in their order and says each to the lines of a text. */
final class HtmlWalk {
  /** What no writer of mail reaches; below it, only the words are read. */
  private static final int DEEPEST = 300;

  private final HtmlStyleSheet sheet;
  private final HtmlLinks links;
  private final TextLines lines;

  HtmlWalk(HtmlStyleSheet sheet, HtmlLinks links, TextLines lines) {
    this.sheet = sheet;
    this.links = links;
    this.lines = lines;
  }

  /** The same, to other lines. */
  HtmlWalk to(TextLines other) {
    return new HtmlWalk(sheet, links, other);
  }

  TextLines lines() {
    return lines;
  }

  HtmlStyle style(Element element) {
    return sheet.of(element);
  }

  boolean isUnseen(Element element) {
    return HtmlUnseen.is(element, style(element));
  }

  /** The body, whatever its own style hides. */
  void body(Element body) {
    children(body, HtmlLook.START);
  }

  void children(Element parent, HtmlLook look) {
    for (Node node : parent.childNodes()) {
      if (node instanceof TextNode words) {
        words(words, look);
      } else if (node instanceof Element element && !lines.isFull()) {
        one(element, look);
      }
    }
  }

  private void words(TextNode words, HtmlLook look) {
    if (look.isVisible()) {
      lines.text(words.getWholeText(), look.preformatted());
    }
  }

  /** One element and what is in it. */
  void one(Element element, HtmlLook outer) {
    HtmlStyle style = style(element);
    if (HtmlUnseen.is(element, style)) {
      return;
    }
    HtmlLook look = outer.inside(element, style);
    if (look.depth() > DEEPEST) {
      NodeTraversor.filter(new Words(look), element);
      return;
    }
    switch (element.normalName()) {
      case "br" -> lines.lineBreak();
      case "hr" -> lines.line(HtmlBlock.RULE);
      case "img" -> HtmlPhrase.image(lines, element, style, look);
      case "a" -> link(element, style, look);
      case "ul", "ol", "menu", "dir" -> new HtmlList(this, look).render(element);
      case "li" -> new HtmlList(this, look).item(element, "- ");
      case "dd" -> indented(element, look, "  ");
      case "blockquote" -> blockquote(element, style, look);
      case "table" -> new HtmlTable(this, look).render(element, style);
      case "input", "select", "textarea" ->
          lines.text(HtmlPhrase.field(element), element.nameIs("textarea"));
      case "sup", "sub" -> raised(element, look);
      case "del", "s", "strike" -> around("~~", element, look);
      case "q" -> around("\"", element, look);
      case "rt" -> ruby(element, look);
      default -> flow(element, style, look, outer.tight());
    }
  }

  private void flow(Element element, HtmlStyle style, HtmlLook look, boolean tight) {
    HtmlBlock block = HtmlBlock.of(element, style).tight(tight);
    if (block.isQuotation()) {
      indented(element, look, "> ");
      return;
    }
    block.open(lines);
    String indent = HtmlList.wordIndent(style);
    if (!indent.isEmpty()) {
      indented(element, look, indent);
    } else if (style.get("mso-list").equals("ignore")) {
      HtmlList.wordMarker(lines, element);
    } else if (style.get("text-decoration").startsWith("line-through")) {
      around("~~", element, look);
    } else {
      children(element, look);
    }
    block.close(lines);
  }

  private void link(Element element, HtmlStyle style, HtmlLook look) {
    int start = lines.length();
    HtmlBlock block = HtmlBlock.of(element, style);
    block.open(lines);
    children(element, element.hasText() ? look : look.withBareAlt());
    if (!lines.isFull()) {
      String target = element.attr("href");
      String absolute = WebAddress.scheme(target).isEmpty() ? element.absUrl("href") : "";
      lines.mark(links.mark(absolute.isEmpty() ? target : absolute, lines.since(start)));
    }
    block.close(lines);
  }

  /** Quotes behind {@code >}, but what is only moved to the right. */
  private void blockquote(Element element, HtmlStyle style, HtmlLook look) {
    boolean cited = element.hasAttr("cite") || element.attr("type").equalsIgnoreCase("cite");
    boolean moved =
        element.className().contains("indent")
            || style.get("border").matches("(none|0|medium none).*");
    lines.endParagraph();
    indented(element, look, moved && !cited ? "  " : "> ");
    lines.endParagraph();
  }

  void indented(Element element, HtmlLook look, String prefix) {
    lines.indent(prefix, prefix);
    children(element, look);
    lines.outdent();
  }

  private void around(String mark, Element element, HtmlLook look) {
    if (element.hasText() && look.isVisible()) {
      lines.text(mark, false);
      children(element, look);
      lines.mark(mark);
    } else {
      children(element, look);
    }
  }

  private void raised(Element element, HtmlLook look) {
    String raised = HtmlPhrase.raised(element);
    if (raised == null) {
      children(element, look);
    } else if (look.isVisible()) {
      lines.text(raised, false);
    }
  }

  private void ruby(Element element, HtmlLook look) {
    lines.text("(", false);
    children(element, look);
    lines.text(")", false);
  }

  /** A part of the document as lines of its own. */
  List<String> aside(Element element, HtmlLook look) {
    TextLines own = new TextLines();
    to(own).children(element, look);
    return own.finish().lines().toList();
  }

  /** Only the words, for what is nested too deep to be walked. */
  private final class Words implements NodeFilter {
    private final HtmlLook look;

    private Words(HtmlLook look) {
      this.look = look;
    }

    @Override
    public FilterResult head(Node node, int depth) {
      if (node instanceof TextNode words) {
        words(words, look);
      } else if (node instanceof Element element) {
        if (isUnseen(element)) {
          return FilterResult.SKIP_ENTIRELY;
        }
        end(element);
      }
      return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
      if (node instanceof Element element) {
        end(element);
      }
      return FilterResult.CONTINUE;
    }

    private void end(Element element) {
      if (element.isBlock() || element.nameIs("br")) {
        lines.endLine();
      }
    }
  }
}
