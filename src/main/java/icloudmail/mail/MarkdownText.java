package icloudmail.mail;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
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

  /** So deep nobody quotes; what goes deeper is text. */
  private static final int DEEPEST_BLOCK = 100;

  /** A long book. */
  private static final int MOST_CHARACTERS = 1_000_000;

  /** Each may become a node of the tree, all of which the memory must hold. */
  private static final int MOST_MARKS = 50_000;

  private static final String MARKS = "*_[]<&`\\|@\n\r";

  /** Marks behind which the library looks through much of the rest, so that they count for more. */
  private static final Pattern FAR_REACHING = Pattern.compile("<|!\\[");

  private static final int WEIGHT = 5;

  private MarkdownText() {}

  /**
   * The HTML of it; HTML within it is the writer's own and stays.
   *
   * @throws MailException of kind REFUSED where it is too large, or nested too deeply
   */
  static String html(String source) throws MailException {
    if (source.length() > MOST_CHARACTERS) {
      throw refused("is too long: more than " + MOST_CHARACTERS + " characters");
    }
    if (marks(source) > MOST_MARKS) {
      throw refused("has too many marks: more than " + MOST_MARKS);
    }
    Parser parser =
        Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(DEEPEST_BLOCK).build();
    try {
      return HtmlRenderer.builder().extensions(EXTENSIONS).build().render(parser.parse(source));
    } catch (StackOverflowError e) {
      // emphasis within emphasis, for which the library has no limit
      throw refused("is nested too deeply");
    }
  }

  private static long marks(String source) {
    return source.chars().filter(each -> MARKS.indexOf(each) >= 0).count()
        + (WEIGHT - 1) * FAR_REACHING.matcher(source).results().count();
  }

  private static MailException refused(String why) {
    return new MailException(
        Kind.REFUSED,
        "the Markdown " + why,
        "Send it as plain text, without --markdown, or attach it with -A.");
  }

  /** The plain text of it: the source without what only a Markdown reader sees. */
  static String plain(String source) {
    String images = OWN_IMAGE.matcher(source).replaceAll("[$1]");
    String lines = LINE_END.matcher(images).replaceAll("\n").stripTrailing();
    return SEPARATOR.matcher(lines.replaceFirst("^\n+", "")).replaceAll("-- ") + "\n";
  }
}
