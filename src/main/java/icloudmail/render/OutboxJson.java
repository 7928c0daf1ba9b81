package icloudmail.render;

import com.fasterxml.jackson.core.JsonGenerator;
import icloudmail.model.OutboxItem;
import icloudmail.model.Submission;
import java.io.IOException;

/** The fields of a message in the outbox. */
final class OutboxJson {
  private OutboxJson() {}

  static void write(JsonGenerator json, OutboxItem item) throws IOException {
    Submission submission = item.submission();
    json.writeStringField("id", item.id());
    json.writeStringField("state", item.state().word());
    json.writeStringField("reason", item.reason());
    json.writeStringField("account", item.account());
    json.writeStringField("messageId", submission.messageId());
    json.writeStringField("from", submission.from());
    Json.strings(json, "recipients", submission.recipients());
    Json.strings(json, "deferred", item.deferred());
    json.writeStringField("subject", submission.subject());
    json.writeNumberField("size", item.size());
    json.writeStringField("created", item.created().toString());
    json.writeStringField("tried", item.tried().toString());
    json.writeNumberField("attempts", item.attempts());
  }
}
