package icloudmail.mail;

import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown as mail: CommonMark with tables and bare links. */
final class MarkdownText {
  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), AutolinkExtension.create());

  /** An image that goes along, of which a reader of plain text sees the name it has. */
  private static final Pattern OWN_IMAGE =
      Pattern.compile("!\\[([^\\]\\n]*)\\]\\(<?cid:[^)\\n]*\\)");

  private static final Pattern LINE_END = Pattern.compile("[ \\t]*(\\r\\n|\\r|\\n)");

  /** What parts a signature from the text has a blank at its end (RFC 3676 section 4.3). */
  private static final Pattern SEPARATOR = Pattern.compile("(?m)^--$");

  private MarkdownText() {}

  /** The HTML of it; HTML within it is the writer's own and stays. */
  static String html(String source) {
    Parser parser = Parser.builder().extensions(EXTENSIONS).build();
    return HtmlRenderer.builder().extensions(EXTENSIONS).build().render(parser.parse(source));
  }

  /** The plain text of it: the source without what only a Markdown reader sees. */
  static String plain(String source) {
    String images = OWN_IMAGE.matcher(source).replaceAll("[$1]");
    String lines = LINE_END.matcher(images).replaceAll("\n").stripTrailing();
    return SEPARATOR.matcher(lines.replaceFirst("^\n+", "")).replaceAll("-- ") + "\n";
  }
}
