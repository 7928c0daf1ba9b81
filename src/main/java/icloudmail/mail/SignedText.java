package icloudmail.mail;

import icloudmail.model.DraftText;
import java.util.stream.Collectors;
import org.jsoup.nodes.Entities;

/** A text with the signature of its writer below it. */
public final class SignedText {
  /** What parts them (RFC 3676 section 4.3). */
  private static final String SEPARATOR = "-- ";

  private SignedText() {}

  /**
   * {@code own}, an empty line, the separator, then {@code signature}.
   *
   * @param signature lines of plain text; within Markdown they are Markdown
   */
  public static DraftText of(DraftText own, String signature) {
    String lines = signature.strip();
    if (lines.isEmpty()) {
      return own;
    }
    String signed =
        switch (own.form()) {
          case PLAIN -> below(own.source(), SEPARATOR + "\n" + lines);
          case MARKDOWN ->
              below(
                  own.source(),
                  SEPARATOR + " \n" + lines.lines().collect(Collectors.joining("  \n")));
          case HTML -> ResponseText.inHtml(own.source(), html(lines));
        };
    return new DraftText(own.form(), signed, own.editor(), own.piped());
  }

  private static String below(String own, String signature) {
    return own.stripTrailing() + "\n\n" + signature + "\n";
  }

  private static String html(String lines) {
    return "<p>"
        + SEPARATOR
        + "<br>\n"
        + lines.lines().map(Entities::escape).collect(Collectors.joining("<br>\n"))
        + "</p>\n";
  }
}
