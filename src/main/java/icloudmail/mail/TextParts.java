package icloudmail.mail;

import icloudmail.model.DraftText;
import icloudmail.model.MailException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The text of a message: plain, or plain and HTML to choose from (RFC 2046 section 5.1.4). Lines
 * are as long as they were typed; where that is too long, the transfer encoding breaks them.
 */
final class TextParts {
  private static final int LONGEST_PLAIN_LINE = 900;
  private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
  private static final Pattern DOCUMENT =
      Pattern.compile("(?is)[\\s\\uFEFF]*<(!doctype|html|head|body)[\\s>].*");

  private TextParts() {}

  /**
   * The HTML of a text; a fragment becomes a document.
   *
   * @throws MailException as {@link MarkdownText#html} has it
   */
  static String html(DraftText text) throws MailException {
    String html =
        text.form() == DraftText.Form.MARKDOWN ? MarkdownText.html(text.source()) : text.source();
    return DOCUMENT.matcher(html).matches()
        ? html
        : "<!DOCTYPE html>\n<html>\n<head><meta charset=\"utf-8\"></head>\n<body>\n"
            + html.strip()
            + "\n</body>\n</html>\n";
  }

  /** Makes {@code part} plain text. */
  static void plain(MimePart part, String text) throws MessagingException {
    set(part, text, "plain");
  }

  /**
   * Makes {@code part} plain text and HTML.
   *
   * @param html the document as it is to be sent
   */
  static void alternative(MimePart part, DraftText text, String html) throws MessagingException {
    MimeMultipart both = new MimeMultipart("alternative");
    MimeBodyPart plain = new MimeBodyPart();
    plain(
        plain,
        text.form() == DraftText.Form.MARKDOWN
            ? MarkdownText.plain(text.source())
            : HtmlText.render(text.source()));
    both.addBodyPart(plain);
    MimeBodyPart rich = new MimeBodyPart();
    set(rich, html, "html");
    both.addBodyPart(rich);
    part.setContent(both);
  }

  /** Plain ASCII stays as it is; all else is UTF-8, encoded so that no server has to alter it. */
  private static void set(MimePart part, String typed, String subtype) throws MessagingException {
    String text = LINE_END.matcher(typed).replaceAll("\r\n");
    boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    boolean as7bit =
        ascii
            && text.indexOf('\0') < 0
            && text.lines().allMatch(line -> line.length() <= LONGEST_PLAIN_LINE);
    part.setText(text, ascii ? "us-ascii" : "UTF-8", subtype);
    part.setHeader("Content-Transfer-Encoding", as7bit ? "7bit" : encoding(text));
  }

  /** Base64 where quoted-printable would more than double the text. */
  private static String encoding(String text) {
    long foreign = text.chars().filter(c -> c > 126).count();
    return foreign * 4 > text.length() ? "base64" : "quoted-printable";
  }
}
