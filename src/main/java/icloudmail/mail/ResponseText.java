package icloudmail.mail;

import icloudmail.model.Citation;
import icloudmail.model.DraftText;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Entities;

/** One's own text with the citation of another below it, in the language of one's own. */
public final class ResponseText {
  private static final String FORWARDED = "Begin forwarded message:";

  /** Where a stranger's text would be HTML within Markdown; an address between brackets is none. */
  private static final Pattern MARKUP =
      Pattern.compile("<(?![^<>\\s@]+@[^<>\\s@]+>)(?=[A-Za-z/!?])|(?<=!)\\[");

  private ResponseText() {}

  /** {@code own}, an empty line, then {@code cited}. */
  public static DraftText with(DraftText own, Citation cited) {
    String source = own.source();
    String whole =
        switch (own.form()) {
          case PLAIN -> below(source, plain(cited, ""));
          case MARKDOWN -> below(source, harmless(plain(cited, "  ")));
          case HTML -> inHtml(source, html(cited));
        };
    return new DraftText(own.form(), whole, own.editor());
  }

  private static String below(String own, String cited) {
    String text = own.stripTrailing();
    return text.isEmpty() ? cited : text + "\n\n" + cited;
  }

  /**
   * @param lineEnd what keeps the lines of a heading apart
   */
  private static String plain(Citation cited, String lineEnd) {
    String heading =
        cited.heading().stream().map(line -> line + lineEnd + "\n").collect(Collectors.joining());
    String intro = cited.quoted() ? "" : FORWARDED + "\n\n";
    return intro + heading + "\n" + cited.lines();
  }

  private static String harmless(String markdown) {
    return MARKUP.matcher(markdown).replaceAll("\\\\$0");
  }

  /** What stands below the text of HTML: within its body, where there is one. */
  static String inHtml(String own, String cited) {
    int end = own.toLowerCase(Locale.ROOT).lastIndexOf("</body");
    return end < 0
        ? own.stripTrailing() + "\n" + cited
        : own.substring(0, end) + cited + own.substring(end);
  }

  private static String html(Citation cited) {
    String heading = broken(String.join("\n", cited.heading()));
    String text = broken(cited.text());
    return cited.quoted()
        ? "<p>" + heading + "</p>\n<blockquote type=\"cite\">" + text + "</blockquote>\n"
        : "<p>"
            + FORWARDED
            + "</p>\n<blockquote type=\"cite\"><p>"
            + heading
            + "</p>\n"
            + text
            + "</blockquote>\n";
  }

  private static String broken(String lines) {
    return lines.lines().map(Entities::escape).collect(Collectors.joining("<br>\n"));
  }
}
