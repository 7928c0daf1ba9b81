package icloudmail.mail;

import icloudmail.model.Attachment;
import jakarta.mail.internet.ParameterList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.angus.mail.imap.protocol.BODYSTRUCTURE;
import org.jspecify.annotations.Nullable;

/**
 * Tells the attachments of a message from its BODYSTRUCTURE, numbered as {@link MimeReader} does.
 */
final class Structure {
  private static final int DEEPEST = 50;

  private final List<Attachment> attachments = new ArrayList<>();

  private Structure() {}

  static List<Attachment> attachments(BODYSTRUCTURE structure) {
    Structure reader = new Structure();
    reader.walk(structure, 0);
    return reader.attachments;
  }

  private void walk(BODYSTRUCTURE part, int depth) {
    if (part.isMulti() && part.bodies != null && depth < DEEPEST) {
      for (BODYSTRUCTURE child : part.bodies) {
        walk(child, depth + 1);
      }
    } else if (!isText(part)) {
      attachments.add(new Attachment(attachments.size() + 1, fileName(part), type(part)));
    }
  }

  private static boolean isText(BODYSTRUCTURE part) {
    String type = type(part);
    boolean attached = "attachment".equalsIgnoreCase(part.disposition);
    return !attached
        && (type.equals("text/html") || (type.equals("text/plain") && fileName(part) == null));
  }

  private static String type(BODYSTRUCTURE part) {
    return (part.type + "/" + part.subtype).toLowerCase(Locale.ROOT);
  }

  private static @Nullable String fileName(BODYSTRUCTURE part) {
    String name = parameter(part.dParams, "filename");
    String either = name == null ? parameter(part.cParams, "name") : name;
    return either == null || either.isBlank() ? null : HeaderText.decode(either);
  }

  private static @Nullable String parameter(@Nullable ParameterList parameters, String name) {
    return parameters == null ? null : parameters.get(name);
  }
}
