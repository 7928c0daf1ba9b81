package icloudmail.render;

import com.fasterxml.jackson.core.JsonGenerator;
import icloudmail.model.JobFolder;
import icloudmail.model.WatchEvent;
import java.io.IOException;

/** What a watch tells, and what jobs were told, in JSON. */
final class WatchJson {
  private static final double MILLIS = 1000;

  private WatchJson() {}

  static void write(JsonGenerator json, WatchEvent event) throws IOException {
    if (event instanceof WatchEvent.Arrival arrival) {
      json.writeStringField("event", "message");
      json.writeStringField("account", arrival.account());
      EnvelopeJson.write(json, arrival.message());
    } else if (event instanceof WatchEvent.Reconnect reconnect) {
      json.writeStringField("event", "reconnect");
      json.writeStringField("account", reconnect.account());
      json.writeStringField("at", reconnect.at().toString());
      json.writeStringField("reason", reconnect.reason());
      json.writeNumberField("seconds", reconnect.pause().toMillis() / MILLIS);
    } else if (event instanceof WatchEvent.Heartbeat heartbeat) {
      json.writeStringField("event", "heartbeat");
      json.writeStringField("account", heartbeat.account());
      json.writeStringField("at", heartbeat.at().toString());
    }
  }

  static void write(JsonGenerator json, String job, JobFolder folder) throws IOException {
    json.writeStringField("job", job);
    json.writeStringField("login", folder.login());
    json.writeStringField("folder", folder.folder());
    json.writeNumberField("uidValidity", folder.uidValidity());
    json.writeNumberField("uidNext", folder.uidNext());
    json.writeNumberField("owed", folder.owed().size());
    json.writeStringField("looked", folder.looked().toString());
  }
}
