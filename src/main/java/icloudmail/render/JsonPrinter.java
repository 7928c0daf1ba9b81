package icloudmail.render;

import com.fasterxml.jackson.core.JsonGenerator;
import icloudmail.model.ArchivedFolder;
import icloudmail.model.Body;
import icloudmail.model.Change;
import icloudmail.model.CheckResult;
import icloudmail.model.Difference;
import icloudmail.model.Envelope;
import icloudmail.model.ExportSummary;
import icloudmail.model.Finding;
import icloudmail.model.Folder;
import icloudmail.model.Header;
import icloudmail.model.JobFolder;
import icloudmail.model.Listing;
import icloudmail.model.MailException;
import icloudmail.model.Message;
import icloudmail.model.OutboxItem;
import icloudmail.model.Part;
import icloudmail.model.Reference;
import icloudmail.model.RefusedRecipient;
import icloudmail.model.SavedDraft;
import icloudmail.model.SavedFile;
import icloudmail.model.SendReceipt;
import icloudmail.model.SentCopy;
import icloudmail.model.WatchEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * For programs: one document ({@code --json}), or one object a line ({@code --jsonl}). The schemas
 * are under {@code schema/} in the jar; fields are only ever added.
 */
public final class JsonPrinter implements Printer {
  private final PrintWriter out;
  private final JsonGenerator json;
  private final boolean lines;
  private boolean inArray;

  /**
   * @param lines whether each object stands on a line of its own, without an array around them
   */
  public JsonPrinter(PrintWriter out, boolean lines) {
    this.out = out;
    this.json = Json.to(out);
    this.lines = lines;
  }

  @Override
  public void receipt(SendReceipt receipt) {
    object(
        () -> {
          json.writeStringField("status", receipt.status().word());
          json.writeStringField("messageId", receipt.messageId());
          Json.strings(json, "accepted", receipt.accepted());
          json.writeArrayFieldStart("refused");
          for (RefusedRecipient refused : receipt.refused()) {
            json.writeStartObject();
            json.writeStringField("address", refused.address());
            json.writeStringField("reply", refused.reply());
            json.writeEndObject();
          }
          json.writeEndArray();
          SentCopy copy = receipt.sentCopy();
          json.writeObjectFieldStart("sentCopy");
          json.writeStringField("status", copy.status().name().toLowerCase(Locale.ROOT));
          json.writeStringField("folder", copy.folder());
          json.writeStringField("ref", text(copy.reference()));
          json.writeStringField("reason", copy.reason());
          json.writeEndObject();
          json.writeStringField("outboxId", receipt.outboxId());
          json.writeStringField("reason", receipt.reason());
        });
  }

  @Override
  public void draft(SavedDraft draft) {
    object(
        () -> {
          json.writeStringField("status", "draft");
          json.writeStringField("messageId", draft.messageId());
          json.writeStringField("folder", draft.folder());
          json.writeStringField("ref", text(draft.reference()));
        });
  }

  @Override
  public void listing(Listing piece) {
    begin();
    for (Envelope envelope : piece.envelopes()) {
      object(
          () -> {
            if (piece.account() != null) {
              json.writeStringField("account", piece.account());
            }
            EnvelopeJson.write(json, envelope);
            EnvelopeJson.writeAsked(json, envelope);
          });
    }
  }

  @Override
  public void count(CheckResult result) {
    object(
        () -> {
          json.writeStringField("folder", result.scope().toString());
          json.writeNumberField("count", result.count());
        });
  }

  @Override
  public void folder(Folder folder) {
    begin();
    object(
        () -> {
          json.writeStringField("name", folder.name());
          json.writeStringField("role", folder.role() == null ? null : folder.role().word());
          json.writeStringField("evidence", folder.evidence());
          Json.number(json, "messages", folder.messages());
          Json.number(json, "unread", folder.unread());
        });
  }

  @Override
  public void change(Change change) {
    begin();
    object(
        () -> {
          json.writeStringField("ref", text(change.newReference()));
          json.writeStringField("status", change.status().word());
          json.writeStringField("oldRef", change.reference().toString());
          json.writeStringField("reason", change.reason());
        });
  }

  @Override
  public void outboxItem(OutboxItem item) {
    begin();
    object(() -> OutboxJson.write(json, item));
  }

  @Override
  public void finding(Finding finding) {
    begin();
    object(
        () -> {
          json.writeStringField("check", finding.check());
          json.writeStringField("status", finding.status().word());
          json.writeStringField("message", finding.message());
          json.writeStringField("hint", finding.hint());
        });
  }

  @Override
  public void message(Message message, View view) throws MailException {
    Body body = message.body();
    begin();
    object(
        () -> {
          EnvelopeJson.write(json, message.envelope());
          json.writeArrayFieldStart("headers");
          for (Header header : body.headers()) {
            json.writeStartObject();
            json.writeStringField("name", header.name());
            json.writeStringField("value", header.value());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeStringField("text", view == View.HEADERS ? null : body.text());
          json.writeStringField("html", view == View.HTML ? body.html() : null);
          json.writeArrayFieldStart("attachments");
          for (Part part : body.attachments()) {
            json.writeStartObject();
            json.writeNumberField("part", part.number());
            json.writeStringField("name", part.name());
            json.writeStringField("type", part.type());
            json.writeNumberField("size", part.size());
            json.writeStringField("charset", part.charset());
            Json.number(json, "message", part.message());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeStringField("authentication", body.authentication());
          Json.strings(json, "remarks", body.remarks());
        });
  }

  @Override
  public void saved(SavedFile file) {
    begin();
    object(() -> SavedFileJson.write(json, file));
  }

  /** The messages are told one by one in lines only: a document of them would have no end. */
  @Override
  public void exported(SavedFile message) {
    if (lines) {
      object(() -> ArchiveJson.write(json, message));
    }
  }

  @Override
  public void archived(ArchivedFolder folder) {
    begin();
    object(() -> ArchiveJson.write(json, folder));
  }

  @Override
  public void summary(ExportSummary summary) {
    if (lines) {
      object(() -> ArchiveJson.write(json, summary));
    }
  }

  @Override
  public void difference(Difference difference) {
    begin();
    object(() -> ArchiveJson.write(json, difference));
  }

  @Override
  public void event(WatchEvent event) {
    object(() -> WatchJson.write(json, event));
    out.flush();
  }

  @Override
  public void job(String name, JobFolder folder) {
    begin();
    object(() -> WatchJson.write(json, name, folder));
  }

  @Override
  public void complete() {
    begin();
  }

  @Override
  public void end() {
    if (inArray) {
      write(json::writeEndArray);
      inArray = false;
      newLine();
    }
  }

  private void begin() {
    if (!lines && !inArray) {
      write(json::writeStartArray);
      inArray = true;
    }
  }

  private void object(Fields fields) {
    write(
        () -> {
          json.writeStartObject();
          json.writeNumberField("v", Json.VERSION);
          fields.write();
          json.writeEndObject();
        });
    if (!inArray) {
      newLine();
    }
  }

  private void newLine() {
    write(json::flush);
    out.print('\n');
  }

  private static @Nullable String text(@Nullable Reference reference) {
    return reference == null ? null : reference.toString();
  }

  private interface Fields {
    void write() throws IOException;
  }

  private static void write(Fields fields) {
    try {
      fields.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
