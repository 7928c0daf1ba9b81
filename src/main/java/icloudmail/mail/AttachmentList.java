package icloudmail.mail;

import icloudmail.model.Content;
import icloudmail.model.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The attachments of a message, numbered as they are found. */
final class AttachmentList {
  private final List<Part> parts = new ArrayList<>();
  private final Consumer<String> remarks;

  /**
   * @param remarks is told what is broken in one
   */
  AttachmentList(Consumer<String> remarks) {
    this.remarks = remarks;
  }

  List<Part> parts() {
    return parts;
  }

  /**
   * Adds one.
   *
   * @param container the subtype of the multipart that it stands in
   * @param message the number of the attached message that it is a part of, or null
   */
  void add(PartFields fields, String container, Content content, @Nullable Integer message) {
    int number = parts.size() + 1;
    String name = PartNames.of(fields.type(), fields.name(), container, fields.contentId(), number);
    addNamed(fields, name, content, message);
  }

  /** Adds one of this name, and tells its number. */
  int addNamed(
      PartFields fields, @Nullable String name, Content content, @Nullable Integer message) {
    int number = parts.size() + 1;
    parts.add(
        new Part(
            number,
            name,
            fields.type(),
            fields.parameter("charset"),
            length(content, number),
            content,
            message));
    return number;
  }

  /** A file that stands in a text comes behind all others. */
  void add(UuencodedFile file) {
    parts.add(file.attachment(parts.size() + 1));
  }

  /** The decoded length, or -1 where the part can't be read to its end. */
  private long length(Content content, int number) {
    if (content instanceof PartContent part) {
      PartContent.Measure measure = part.measure("attachment " + number);
      measure.remarks().forEach(remarks);
      return measure.size();
    }
    try (InputStream in = content.open()) {
      return in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      return -1;
    }
  }
}
