package icloudmail.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The JSON Schemas that ship in the jar, held against what was printed. */
public final class Schema {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Schema() {}

  /**
   * All that is wrong with {@code json}: breaches of the schema, and fields that it does not tell.
   */
  public static List<String> problems(String name, JsonNode json) {
    InputStream in =
        Schema.class.getResourceAsStream("/icloudmail/schema/" + name + ".schema.json");
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    List<String> problems = new ArrayList<>();
    schema.validate(json).forEach(problem -> problems.add(problem.getMessage()));
    undeclared(schema.getSchemaNode(), json, name, problems);
    return problems;
  }

  public static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + json, e);
    }
  }

  private static void undeclared(JsonNode schema, JsonNode json, String at, List<String> problems) {
    if (json.isObject()) {
      json.fieldNames()
          .forEachRemaining(
              field -> {
                JsonNode property = schema.path("properties").path(field);
                if (property.isMissingNode()) {
                  problems.add(at + "." + field + " is not in the schema");
                }
                undeclared(property, json.get(field), at + "." + field, problems);
              });
    }
    json.elements()
        .forEachRemaining(
            element -> {
              if (json.isArray()) {
                undeclared(schema.path("items"), element, at + "[]", problems);
              }
            });
  }
}
