package icloudmail.render;

import icloudmail.model.Address;
import icloudmail.model.Body;
import icloudmail.model.Envelope;
import icloudmail.model.Header;
import icloudmail.model.MailException;
import icloudmail.model.Message;
import icloudmail.model.Part;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
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
    field(view, "From", addresses(envelope.from()));
    field(view, "To", addresses(envelope.to()));
    field(view, "Cc", addresses(envelope.cc()));
    field(view, "Date", envelope.date() == null ? "" : DATE.format(envelope.date()));
    field(view, "Subject", envelope.subject() == null ? "" : envelope.subject());
    view.append('\n').append(DisplayText.lines(body.text()));
    if (view.charAt(view.length() - 1) != '\n') {
      view.append('\n');
    }
    if (!body.attachments().isEmpty()) {
      view.append('\n');
      body.attachments().forEach(part -> view.append(attachment(part)).append('\n'));
    }
    return view.toString();
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

  private static String addresses(List<Address> addresses) {
    return addresses.stream().map(Address::toString).collect(Collectors.joining(", "));
  }
}
