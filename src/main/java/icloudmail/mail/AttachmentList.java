package icloudmail.mail;

import icloudmail.model.Content;
import icloudmail.model.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attachments of a message, numbered as they are found. */
final class AttachmentList {
  private final List<Part> parts = new ArrayList<>();
  private final List<Found> files = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  private record Found(UuencodedFile file, @Nullable Integer message) {}

  /**
   * All of them; those that stand within a text come last, so that the others keep their numbers.
   */
  List<Part> parts() {
    List<Part> all = new ArrayList<>(parts);
    UuencodedReading reading = new UuencodedReading();
    for (Found found : files) {
      all.add(found.file().attachment(all.size() + 1, found.message(), reading));
    }
    return all;
  }

  /** What is broken in them. */
  List<String> remarks() {
    return remarks;
  }

  /** Takes note of a file within a text. */
  void found(UuencodedFile file, @Nullable Integer message) {
    files.add(new Found(file, message));
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
            content instanceof PartContent part ? length(part, number) : length(content),
            content,
            message));
    return number;
  }

  private long length(PartContent content, int number) {
    PartContent.Measure measure = content.measure("attachment " + number);
    remarks.addAll(measure.remarks());
    return measure.size();
  }

  /** The decoded length, or -1 where the part can't be decoded to its end. */
  private static long length(Content content) {
    try (Counter counter = new Counter()) {
      content.writeTo(counter);
      return counter.count;
    } catch (IOException e) {
      return -1;
    }
  }

  private static final class Counter extends OutputStream {
    private long count;

    @Override
    public void write(int octet) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int start, int length) {
      count += length;
    }
  }
}
