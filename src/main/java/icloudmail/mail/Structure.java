package icloudmail.mail;

import icloudmail.model.Attachment;
import jakarta.mail.internet.ParameterList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.angus.mail.imap.protocol.BODYSTRUCTURE;
import org.jspecify.annotations.Nullable;

/**
 * Tells the attachments of a message from its BODYSTRUCTURE, numbered as {@link MimeReader} does.
 * What only the text itself shows is not known here: files within text (uuencode), a multipart
 * whose boundary is missing or wrong, an encoded one or an encoded message, texts beyond what is
 * shown.
 */
final class Structure {
  private final List<Attachment> attachments = new ArrayList<>();
  private boolean textBefore;

  private Structure() {}

  static List<Attachment> attachments(BODYSTRUCTURE structure) {
    Structure reader = new Structure();
    reader.walk(structure, "", 0);
    return reader.attachments;
  }

  private void walk(BODYSTRUCTURE part, String container, int depth) {
    String type = type(part);
    String name = fileName(part);
    PartKind kind = PartKind.of(type, disposition(part), name, container, textBefore);
    switch (kind) {
      case MULTIPART -> multipart(part, type, name, container, depth);
      case MESSAGE -> message(part, type, name, container, depth);
      case TEXT, HTML, OTHER_TEXT -> textBefore = true;
      case CALENDAR, REPORT, FILE -> add(type, named(part, type, name, container));
    }
  }

  private void multipart(
      BODYSTRUCTURE part, String type, @Nullable String name, String container, int depth) {
    if (part.bodies == null || depth >= PartKind.DEEPEST) {
      add(type, named(part, type, name, container));
      return;
    }
    String subtype = type.substring("multipart/".length());
    List<BODYSTRUCTURE> children = new ArrayList<>(Arrays.asList(part.bodies));
    String start = subtype.equals("related") ? parameter(part.cParams, "start") : null;
    for (int i = 1; start != null && i < children.size(); i++) {
      if (start.strip().equals(children.get(i).id)) {
        children.add(0, children.remove(i));
        break;
      }
    }
    for (BODYSTRUCTURE child : children) {
      walk(child, subtype, depth + 1);
    }
  }

  private void message(
      BODYSTRUCTURE part, String type, @Nullable String name, String container, int depth) {
    String subject = part.envelope == null ? null : part.envelope.subject;
    String decoded = subject == null ? null : HeaderText.decode(subject).strip();
    add(type, name == null ? PartNames.message(decoded) : name);
    if (part.bodies != null && !container.equals("report") && depth < PartKind.DEEPEST) {
      boolean before = textBefore;
      textBefore = false;
      walk(part.bodies[0], "", depth + 1);
      textBefore = before;
    }
  }

  private void add(String type, @Nullable String name) {
    attachments.add(new Attachment(attachments.size() + 1, name, type));
  }

  private @Nullable String named(
      BODYSTRUCTURE part, String type, @Nullable String name, String container) {
    return PartNames.of(type, name, container, part.id, attachments.size() + 1);
  }

  private static String disposition(BODYSTRUCTURE part) {
    return part.disposition == null ? "" : part.disposition.strip().toLowerCase(Locale.ROOT);
  }

  private static String type(BODYSTRUCTURE part) {
    return (part.type + "/" + part.subtype).toLowerCase(Locale.ROOT);
  }

  private static @Nullable String fileName(BODYSTRUCTURE part) {
    return FileNameParameter.of(part.dParams, part.cParams);
  }

  private static @Nullable String parameter(@Nullable ParameterList parameters, String name) {
    String value = parameters == null ? null : parameters.get(name);
    return value == null || value.isBlank() ? null : value;
  }
}
