package icloudmail.render;

import com.fasterxml.jackson.core.JsonGenerator;
import icloudmail.model.ArchivedFolder;
import icloudmail.model.Difference;
import icloudmail.model.ExportSummary;
import icloudmail.model.SavedFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The fields of what an export and the examination of an archive tell. */
final class ArchiveJson {
  private ArchiveJson() {}

  static void write(JsonGenerator json, ArchivedFolder folder) throws IOException {
    json.writeStringField("event", "folder");
    json.writeStringField("folder", folder.folder());
    json.writeNumberField("uidValidity", folder.uidValidity());
    json.writeStringField("path", folder.path().toString());
    json.writeNumberField("added", folder.added());
    json.writeNumberField("bytes", folder.bytes());
    json.writeNumberField("reflagged", folder.reflagged());
    json.writeNumberField("held", folder.held());
  }

  static void write(JsonGenerator json, SavedFile message) throws IOException {
    json.writeStringField("event", "message");
    json.writeStringField("ref", message.reference().toString());
    json.writeNumberField("size", message.size());
    json.writeStringField("path", message.path().toString());
  }

  static void write(JsonGenerator json, ExportSummary summary) throws IOException {
    json.writeStringField("event", "summary");
    json.writeNumberField("folders", summary.folders());
    json.writeNumberField("added", summary.added());
    json.writeNumberField("bytes", summary.bytes());
    json.writeNumberField("reflagged", summary.reflagged());
    json.writeNumberField("milliseconds", summary.took().toMillis());
  }

  static void write(JsonGenerator json, Difference difference) throws IOException {
    json.writeStringField("difference", difference.kind().word());
    json.writeStringField("folder", difference.folder());
    json.writeStringField("ref", text(difference.reference()));
    json.writeStringField("path", text(difference.path()));
    json.writeStringField("detail", difference.detail());
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
