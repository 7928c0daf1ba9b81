package icloudmail.render;

import icloudmail.model.Address;
import icloudmail.model.Body;
import icloudmail.model.Envelope;
import icloudmail.model.Header;
import icloudmail.model.MailException;
import icloudmail.model.Message;
import icloudmail.model.Part;
import icloudmail.model.ShownAddress;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One message as text for a person. */
final class MessageView {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss xx", Locale.US);

  private MessageView() {}

  static String of(Message message, View view) throws MailException {
    Body body = message.body();
    return switch (view) {
      case TEXT -> text(message.envelope(), body);
      case HTML -> DisplayText.lines(body.html() == null ? body.text() : body.html());
      case HEADERS -> headers(body);
    };
  }

  private static String text(Envelope envelope, Body body) {
    StringBuilder view = new StringBuilder();
    field(view, "From", ShownAddress.full(envelope.from()));
    field(view, "To", ShownAddress.full(envelope.to()));
    field(view, "Cc", ShownAddress.full(envelope.cc()));
    field(view, "Reply-To", otherReplyTo(envelope));
    field(view, "Date", envelope.date() == null ? "" : DATE.format(envelope.date()));
    field(view, "Subject", envelope.subject() == null ? "" : envelope.subject());
    field(view, "Checked by Apple", body.authentication() == null ? "" : body.authentication());
    block(view, DisplayText.lines(body.text()));
    block(view, lines(body.attachments(), MessageView::attachment));
    block(view, lines(body.remarks(), remark -> "[note] " + DisplayText.line(remark)));
    return view.toString();
  }

  /** Below an empty line, ended by a line end; nothing where there is nothing. */
  private static void block(StringBuilder view, String text) {
    if (!text.isEmpty()) {
      view.append('\n').append(text).append(text.endsWith("\n") ? "" : "\n");
    }
  }

  private static <T> String lines(List<T> all, Function<T, String> line) {
    return all.stream().map(each -> line.apply(each) + "\n").collect(Collectors.joining());
  }

  /** Where an answer goes, if not to those who wrote. */
  private static String otherReplyTo(Envelope envelope) {
    return emails(envelope.replyTo()).equals(emails(envelope.from()))
        ? ""
        : ShownAddress.full(envelope.replyTo());
  }

  private static Set<String> emails(List<Address> addresses) {
    return addresses.stream()
        .map(address -> address.email().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private static String attachment(Part part) {
    String name = part.name() == null ? "(no name)" : DisplayText.line(part.name());
    String size = part.size() < 0 ? "size unknown" : Sizes.human(part.size());
    return "[attachment "
        + part.number()
        + "] "
        + name
        + ", "
        + DisplayText.line(part.type())
        + ", "
        + size;
  }

  private static String headers(Body body) {
    return body.headers().stream().map(MessageView::header).collect(Collectors.joining());
  }

  private static String header(Header header) {
    return DisplayText.line(header.name()) + ": " + DisplayText.line(header.value()) + "\n";
  }

  private static void field(StringBuilder view, String name, String value) {
    if (!value.isEmpty()) {
      view.append(name).append(": ").append(DisplayText.line(value)).append('\n');
    }
  }
}
