package icloudmail.render;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import com.fasterxml.jackson.core.JsonGenerator;
import icloudmail.model.Address;
import icloudmail.model.Attachment;
import icloudmail.model.Envelope;
import java.io.IOException;
import java.util.List;

/** The fields of an envelope in JSON; {@code attachments} is apart. */
final class EnvelopeJson {
  private EnvelopeJson() {}

  static void write(JsonGenerator json, Envelope each) throws IOException {
    json.writeStringField("ref", each.reference().toString());
    json.writeStringField("folder", each.reference().folder());
    json.writeNumberField("uid", each.reference().uid());
    json.writeNumberField("uidValidity", each.reference().uidValidity());
    json.writeStringField("messageId", each.messageId());
    json.writeStringField(
        "date", each.date() == null ? null : ISO_OFFSET_DATE_TIME.format(each.date()));
    json.writeStringField("received", each.received() == null ? null : each.received().toString());
    addresses(json, "from", each.from());
    addresses(json, "to", each.to());
    addresses(json, "cc", each.cc());
    addresses(json, "replyTo", each.replyTo());
    json.writeStringField("subject", each.subject());
    Json.strings(json, "flags", each.flags());
    json.writeBooleanField("unread", each.unread());
    json.writeNumberField("size", each.size());
    Json.strings(json, "inReplyTo", each.inReplyTo());
    Json.strings(json, "references", each.references());
    json.writeStringField("deliveredTo", each.deliveredTo());
  }

  /** What is null unless it was asked for. */
  static void writeAsked(JsonGenerator json, Envelope each) throws IOException {
    if (each.attachments() == null) {
      json.writeNullField("attachments");
    } else {
      json.writeArrayFieldStart("attachments");
      for (Attachment attachment : each.attachments()) {
        json.writeStartObject();
        json.writeNumberField("part", attachment.part());
        json.writeStringField("name", attachment.name());
        json.writeStringField("type", attachment.type());
        json.writeNullField("size");
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeStringField("snippet", each.snippet());
    Json.number(json, "depth", each.depth());
  }

  private static void addresses(JsonGenerator json, String name, List<Address> addresses)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Address address : addresses) {
      json.writeStartObject();
      json.writeStringField("name", address.name());
      json.writeStringField("email", address.email());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
