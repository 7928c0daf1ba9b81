package icloudmail.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A failure as one JSON object on one line. */
public final class JsonError {
  private JsonError() {}

  /**
   * Writes {@code {"v":1,"error":{…}}}.
   *
   * @param code the exit code
   * @param kind the failure's word, for example {@code auth}
   * @param hint the next step, or null
   * @param retryable whether the same call may succeed later
   */
  public static void print(
      PrintWriter err,
      int code,
      String kind,
      String message,
      @Nullable String hint,
      boolean retryable) {
    try (JsonGenerator json = Json.to(err)) {
      json.writeStartObject();
      json.writeNumberField("v", Json.VERSION);
      json.writeObjectFieldStart("error");
      json.writeNumberField("code", code);
      json.writeStringField("kind", kind);
      json.writeStringField("message", message);
      json.writeStringField("hint", hint);
      json.writeBooleanField("retryable", retryable);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    err.print('\n');
    err.flush();
  }
}
