package icloudmail.mail;

import icloudmail.model.AttachmentFile;
import icloudmail.model.Draft;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * HTML with the files that it shows (RFC 2387): {@code cid:NAME} in it becomes the Content-ID of
 * the file of that name, which is unique in the world as it has to be (RFC 2392).
 */
final class InlineParts {
  /** Where HTML refers to what is shown: quoted so, or so, or not at all. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?i)(?:[\\s\"'](?:src|href|background|poster)\\s*=\\s*|url\\(\\s*)"
              + "(?:\"cid:([^\"]*)\"|'cid:([^']*)'|cid:([^\\s\"'>)]+))");

  private InlineParts() {}

  /**
   * Makes {@code part} the text of {@code draft} and its inline files.
   *
   * @param messageId that the Content-IDs are made of
   * @throws MailException of kind REFUSED where the HTML shows a file that is not there, or does
   *     not show one that is, or where the Markdown is too much
   */
  static void fill(MimePart part, Draft draft, String messageId)
      throws MessagingException, MailException {
    Map<AttachmentFile, String> ids = contentIds(draft.inline(), messageId);
    String html = linked(TextParts.html(draft.text()), ids);
    if (ids.isEmpty()) {
      TextParts.alternative(part, draft.text(), html);
      return;
    }
    MimeMultipart related = new MimeMultipart("related; type=\"multipart/alternative\"");
    MimeBodyPart text = new MimeBodyPart();
    TextParts.alternative(text, draft.text(), html);
    related.addBodyPart(text);
    for (AttachmentFile file : draft.inline()) {
      related.addBodyPart(AttachmentParts.inline(file, "<" + ids.get(file) + ">"));
    }
    part.setContent(related);
  }

  private static Map<AttachmentFile, String> contentIds(
      List<AttachmentFile> files, String messageId) throws MailException {
    Map<AttachmentFile, String> ids = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    for (AttachmentFile file : files) {
      if (!names.add(file.name())) {
        throw new MailException(
            Kind.REFUSED,
            "two inline files are called " + file.name(),
            "Call one otherwise: --inline 'FILE;name=NAME'.");
      }
      ids.put(file, "part" + names.size() + "." + messageId.substring(1, messageId.length() - 1));
    }
    return ids;
  }

  /** The HTML with Content-IDs in place of names, each of which has to be there. */
  private static String linked(String html, Map<AttachmentFile, String> ids) throws MailException {
    Map<String, String> hidden = new LinkedHashMap<>();
    ids.forEach((file, id) -> hidden.put(file.name(), id));
    Map<String, String> known = Map.copyOf(hidden);
    StringBuilder linked = new StringBuilder();
    Matcher reference = REFERENCE.matcher(html);
    while (reference.find()) {
      int group = reference.group(1) != null ? 1 : reference.group(2) != null ? 2 : 3;
      String name = name(reference.group(group), known);
      hidden.remove(name);
      reference.appendReplacement(linked, "");
      linked.append(html, reference.start(), reference.start(group));
      linked.append(known.get(name)).append(html, reference.end(group), reference.end());
    }
    for (String name : hidden.keySet()) {
      throw new MailException(
          Kind.REFUSED,
          "nothing in the HTML shows the inline file " + name,
          "Show it with <img src=\"cid:" + name + "\">, or attach it with -A.");
    }
    return reference.appendTail(linked).toString();
  }

  /** The name that is meant by what is written in HTML, and in a URL within it. */
  private static String name(String written, Map<String, String> known) throws MailException {
    String unescaped = Parser.unescapeEntities(written, true);
    for (String name : List.of(written, unescaped, decoded(unescaped))) {
      if (known.containsKey(name)) {
        return name;
      }
    }
    throw new MailException(
        Kind.REFUSED,
        "the HTML shows cid:" + written + ", and no inline file is called so",
        "Give it with --inline FILE.");
  }

  private static String decoded(String url) {
    try {
      return URLDecoder.decode(url.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // a percent sign of its own
      return url;
    }
  }
}
