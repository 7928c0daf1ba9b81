package icloudmail.mail;

import icloudmail.model.AttachmentFile;
import icloudmail.model.Draft;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTML with the files that it shows (RFC 2387): {@code cid:NAME} in it becomes the Content-ID of
 * the file of that name, which is unique in the world as it has to be (RFC 2392).
 */
final class InlineParts {
  /** Where HTML refers to what is shown. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?i)(?:(?:src|href|background|poster)\\s*=\\s*[\"']?|url\\(\\s*[\"']?)cid:([^\"'>)]+)");

  private InlineParts() {}

  /**
   * Makes {@code part} the text of {@code draft} and its inline files.
   *
   * @param messageId that the Content-IDs are made of
   * @throws MailException of kind REFUSED where the HTML shows a file that is not there, or does
   *     not show one that is
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

  private static String linked(String html, Map<AttachmentFile, String> ids) throws MailException {
    String linked = html;
    List<AttachmentFile> longestFirst =
        ids.keySet().stream()
            .sorted(Comparator.comparing((AttachmentFile file) -> -file.name().length()))
            .toList();
    for (AttachmentFile file : longestFirst) {
      String before = linked;
      for (String name : spellings(file.name())) {
        linked = linked.replace("cid:" + name, "cid:" + ids.get(file));
      }
      if (linked.equals(before)) {
        throw new MailException(
            Kind.REFUSED,
            "nothing in the HTML shows the inline file " + file.name(),
            "Show it with <img src=\"cid:" + file.name() + "\">, or attach it with -A.");
      }
    }
    Matcher reference = REFERENCE.matcher(linked);
    while (reference.find()) {
      if (!ids.containsValue(reference.group(1))) {
        throw new MailException(
            Kind.REFUSED,
            "the HTML shows cid:" + reference.group(1) + ", and no inline file is called so",
            "Give it with --inline FILE.");
      }
    }
    return linked;
  }

  /** A name as it may stand in HTML, and in an address within it. */
  private static Set<String> spellings(String name) {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    String escaped = name.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    return new HashSet<>(List.of(name, encoded, escaped));
  }
}
