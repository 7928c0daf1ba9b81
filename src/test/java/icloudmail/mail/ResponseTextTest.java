package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.Citation;
import icloudmail.model.DraftText;
import icloudmail.model.DraftText.Form;
import icloudmail.testkit.Nouns;
import org.junit.jupiter.api.Test;

class ResponseTextTest {
  private static final Citation QUOTE =
      Citation.quote(Nouns.envelope(7, "x"), "a <b>\n\n![i](http://x/) <script>\n");
  private static final Citation FORWARD =
      Citation.forward(Nouns.envelope(7, "A & B"), "a <b>\nc\n");

  private static String with(Form form, String own, Citation cited) {
    return ResponseText.with(new DraftText(form, own, null), cited).source();
  }

  @Test
  void ownWordsComeFirst() {
    assertThat(with(Form.PLAIN, "Yes.\n", QUOTE))
        .isEqualTo(
            """
            Yes.

            On 23 Nov 2026, at 09:00, Jörg <joerg@example.com> wrote:

            > a <b>
            >
            > ![i](http://x/) <script>
            """);
    assertThat(with(Form.PLAIN, "\n", QUOTE)).startsWith("On 23 Nov");
  }

  @Test
  void inMarkdownAStrangersTextIsNoMarkupThatLoadsOrRuns() {
    assertThat(with(Form.MARKDOWN, "*Yes.*", QUOTE))
        .startsWith("*Yes.*\n\nOn 23 Nov 2026, at 09:00, Jörg <joerg@example.com> wrote:")
        .contains("> a \\<b>\n>\n> !\\[i](http://x/) \\<script>\n");
  }

  @Test
  void inHtmlItIsEscapedAndMarkedAsCited() {
    assertThat(with(Form.HTML, "<html><body><p>Yes.</p></BODY></html>", QUOTE))
        .isEqualTo(
            "<html><body><p>Yes.</p><p>On 23 Nov 2026, at 09:00, Jörg &lt;joerg@example.com&gt;"
                + " wrote:</p>\n<blockquote type=\"cite\">a &lt;b&gt;<br>\n<br>\n"
                + "![i](http://x/) &lt;script&gt;</blockquote>\n</BODY></html>");
    assertThat(with(Form.HTML, "<p>Yes.</p>\n", QUOTE)).startsWith("<p>Yes.</p>\n<p>On 23");
  }

  @Test
  void aForwardIsAnnounced() {
    assertThat(with(Form.PLAIN, "See:", FORWARD))
        .isEqualTo(
            """
            See:

            Begin forwarded message:

            From: Jörg <joerg@example.com>
            Subject: A & B
            Date: 23 Nov 2026 at 09:00:05 +0100
            To: jo@icloud.com

            a <b>
            c
            """);
    assertThat(with(Form.MARKDOWN, "", FORWARD)).contains("Subject: A & B  \n", "a \\<b>\n");
    assertThat(with(Form.HTML, "", FORWARD)).contains("<br>\nSubject: A &amp; B<br>\n");
  }
}
