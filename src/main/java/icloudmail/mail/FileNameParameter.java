package icloudmail.mail;

import jakarta.mail.internet.ParameterList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file name of a part: {@code filename} of its disposition, else {@code name} of its type. */
final class FileNameParameter {
  private FileNameParameter() {}

  /** As its sender wrote it, or null where there is none. */
  static @Nullable String of(ContentParameters disposition, ContentParameters type) {
    return either(disposition.all(), type.all());
  }

  /** The same of what a server tells of a part. */
  static @Nullable String of(@Nullable ParameterList disposition, @Nullable ParameterList type) {
    return either(all(disposition), all(type));
  }

  private static Map<String, String> all(@Nullable ParameterList parameters) {
    Map<String, String> all = new HashMap<>();
    if (parameters != null) {
      for (String name : Collections.list(parameters.getNames())) {
        all.put(name, HeaderText.characters(parameters.get(name)));
      }
    }
    return all;
  }

  private static @Nullable String either(
      Map<String, String> disposition, Map<String, String> type) {
    String name = ExtendedParameter.value(disposition, "filename");
    return name == null ? ExtendedParameter.value(type, "name") : name;
  }
}
