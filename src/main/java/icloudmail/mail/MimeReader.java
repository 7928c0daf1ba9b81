package icloudmail.mail;

import icloudmail.model.Body;
import icloudmail.model.Header;
import icloudmail.model.Preference;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes a message apart (RFC 2045, 2046): its readable text, its HTML, its attachments. What can't
 * be taken apart is read as text or is an attachment as it is, and a remark says so.
 */
final class MimeReader {
  private static final int MOST_PARTS = 1000;

  /** Once so much is read the other texts are attachments, so that all of it fits the heap. */
  private static final int MOST_TEXT = 2_000_000;

  private static final Pattern HTML_SOURCE =
      Pattern.compile(
          "[\\s\\uFEFF]*+<(!doctype\\s+html|html|head|body)[\\s>]", Pattern.CASE_INSENSITIVE);

  private final Preference preference;
  private final AttachmentList attachments = new AttachmentList();
  private final List<String> html = new ArrayList<>();
  private final Set<String> remarks = new LinkedHashSet<>();
  private final Set<String> summaries = new HashSet<>();
  private final HeaderRoom room = new HeaderRoom();
  private int parts;
  private long read;
  private boolean textBefore;

  private MimeReader(Preference preference) {
    this.preference = preference;
  }

  /**
   * Reads a message.
   *
   * @param in its octets; those that are shared are read again with its attachments
   * @throws MessagingException where they cannot be read; the cause tells why
   */
  static Body read(InputStream in, Preference preference) throws MessagingException {
    MimeReader reader = new MimeReader(preference);
    MimeMessage message = new ReceivedMessage(in, reader.room);
    String text = reader.walk(message, Place.TOP).text();
    reader.attachments.remarks().forEach(reader::remark);
    reader.remark(
        reader.room.isCut()
            ? "a header in the message is longer than is read; --as raw has all of it"
            : null);
    return new Body(
        headers(message),
        text,
        reader.html.isEmpty() ? null : String.join("", reader.html),
        reader.attachments.parts(),
        List.copyOf(reader.remarks),
        Authentication.of(message));
  }

  /**
   * Where a part stands.
   *
   * @param container the subtype of its multipart, empty for a message
   * @param message the number of the attached message that it is a part of, or null
   */
  private record Place(String container, int depth, @Nullable Integer message) {
    static final Place TOP = new Place("", 0, null);

    Place within(String subtype) {
      return new Place(subtype, depth + 1, message);
    }

    Place withinMessage(int number) {
      return new Place("", depth + 1, number);
    }
  }

  private static List<Header> headers(MimeMessage message) throws MessagingException {
    List<Header> headers = new ArrayList<>();
    for (jakarta.mail.Header field : Collections.list(message.getAllHeaders())) {
      headers.add(new Header(field.getName(), HeaderText.decode(field.getValue()).strip()));
    }
    return headers;
  }

  /** The one place that collects what the reader has to know. */
  private void remark(@Nullable String sentence) {
    if (sentence != null) {
      remarks.add(sentence);
    }
  }

  /** What is to be read of a part and of those inside it; what is not becomes an attachment. */
  private ReadableText walk(MimePart part, Place place) throws MessagingException {
    PartFields fields = PartFields.of(part, PartKind.standardType(place.container));
    PartKind kind =
        PartKind.of(
            fields.type(), fields.disposition(), fields.name(), place.container, textBefore);
    remark(Protection.remark(fields, place.container));
    return switch (kind) {
      case MULTIPART -> multipart(part, fields, place);
      case MESSAGE -> message(part, fields, place);
      case TEXT, HTML, OTHER_TEXT -> text(part, fields, kind, place);
      case CALENDAR -> summary(CalendarSummary.of(part, fields), part, fields, place);
      case REPORT -> summary(DeliveryReport.of(part), part, fields, place);
      case FILE -> attachment(part, fields, place);
    };
  }

  private ReadableText attachment(MimePart part, PartFields fields, Place place) {
    attachments.add(fields, place.container, new PartContent(part), place.message);
    return ReadableText.NONE;
  }

  private ReadableText text(MimePart part, PartFields fields, PartKind kind, Place place)
      throws MessagingException {
    if (read >= MOST_TEXT) {
      remark("the message is longer than is shown; the rest of its text is an attachment");
      return attachment(part, fields, place);
    }
    String stray = StrayLines.before(part);
    remark(stray.isEmpty() ? null : "a header is not set off from its text as it should be");
    BodyText body = BodyText.of(part, fields);
    body.remarks().forEach(this::remark);
    body.files().forEach(file -> attachments.found(file, place.message));
    String source = stray + body.text();
    read += source.length();
    textBefore = true;
    boolean rich = kind == PartKind.HTML || HTML_SOURCE.matcher(source).lookingAt();
    if (rich && kind != PartKind.OTHER_TEXT) {
      html.add(source);
    }
    boolean render = rich || fields.type().endsWith("-html");
    String text = render ? HtmlText.render(source) : source;
    remark(Protection.inline(text));
    boolean hidden = render && text.isBlank() && HtmlText.hasText(source);
    remark(hidden ? "the message hides all of its text; --as raw has it" : null);
    return kind == PartKind.OTHER_TEXT
        ? ReadableText.other(text)
        : rich ? ReadableText.rich(text) : ReadableText.plain(text);
  }

  private ReadableText summary(String summary, MimePart part, PartFields fields, Place place) {
    attachments.add(fields, place.container, content(part, fields), place.message);
    return summary.isEmpty() || !summaries.add(summary)
        ? ReadableText.NONE
        : ReadableText.block(summary);
  }

  private static icloudmail.model.Content content(MimePart part, PartFields fields) {
    return fields.type().startsWith("message/") ? new NestedContent(part) : new PartContent(part);
  }

  private ReadableText message(MimePart part, PartFields fields, Place place)
      throws MessagingException {
    AttachedMessage attached = AttachedMessage.of(part, room);
    MimeMessage message = attached.message();
    String name = fields.name() == null ? attached.name() : fields.name();
    int number = attachments.addNamed(fields, name, attached.content(), place.message);
    remark(message == null ? "an attached message cannot be read here" : null);
    if (message == null || place.container.equals("report") || tooDeep(place)) {
      return ReadableText.NONE;
    }
    boolean before = textBefore;
    textBefore = false;
    String text = walk(message, place.withinMessage(number)).text();
    textBefore = before;
    if (attached.isEmpty()) {
      return ReadableText.NONE;
    }
    return ReadableText.block(
        attached.heading(number)
            + text
            + (text.isEmpty() || text.endsWith("\n") ? "" : "\n")
            + AttachedMessage.ending(number));
  }

  private boolean tooDeep(Place place) {
    if (place.depth < PartKind.DEEPEST) {
      return false;
    }
    remark("parts are packed within parts too deep; the innermost are one attachment");
    return true;
  }

  private ReadableText multipart(MimePart part, PartFields fields, Place place)
      throws MessagingException {
    if (tooDeep(place)) {
      return attachment(part, fields, place);
    }
    Multiparts multipart = Multiparts.read(part, fields, Math.max(2, MOST_PARTS - parts), room);
    if (multipart == null) {
      ReadableText whole = text(part, fields, PartKind.TEXT, place);
      remark(
          whole.says()
              ? "a multipart message cannot be taken apart and is shown as it is"
              : Multiparts.EMPTY);
      return whole;
    }
    multipart.remarks().forEach(this::remark);
    parts += multipart.parts().size();
    if (parts >= MOST_PARTS) {
      remark("the message has more parts than are told apart");
    }
    String subtype = fields.type().substring("multipart/".length());
    List<ReadableText> texts = new ArrayList<>();
    texts.add(ReadableText.plain(multipart.before()));
    for (MimePart child : multipart.parts()) {
      int before = attachments.count();
      texts.add(walk(child, place.within(subtype)));
      if (child.equals(multipart.cut())) {
        attachments.cut(before + 1);
      }
    }
    return subtype.equals("alternative")
        ? ReadableText.best(texts, preference)
        : ReadableText.all(texts);
  }
}
