package icloudmail.render;

import com.fasterxml.jackson.core.JsonGenerator;
import icloudmail.model.SavedFile;
import java.io.IOException;

/** A file that was written for the user, in JSON. */
final class SavedFileJson {
  private SavedFileJson() {}

  static void write(JsonGenerator json, SavedFile file) throws IOException {
    json.writeStringField("ref", file.reference().toString());
    Json.number(json, "part", file.part());
    json.writeStringField("name", file.name());
    json.writeStringField("type", file.type());
    json.writeNumberField("size", file.size());
    json.writeStringField("path", file.path().toString());
    if (!file.remarks().isEmpty()) {
      Json.strings(json, "remarks", file.remarks());
    }
  }
}
