package icloudmail.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON nouns that answers share. Every object carries {@code "v": 1}. */
final class Json {
  static final int VERSION = 1;

  private Json() {}

  /**
   * Writes to {@code out}, which stays open; no failure of it is checked, as with any PrintWriter.
   */
  static JsonGenerator to(Writer out) {
    try {
      JsonGenerator json = new JsonFactory().createGenerator(new HarmlessJsonWriter(out));
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
      json.setRootValueSeparator(new com.fasterxml.jackson.core.io.SerializedString(""));
      return json;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  /** A whole number, or null. */
  static void number(JsonGenerator json, String name, @Nullable Number value) throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value.longValue());
    }
  }
}
