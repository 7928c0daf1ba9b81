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
    PartContent.Measure measure =
        content instanceof PartContent part
            ? part.measure("attachment " + number)
            : new PartContent.Measure(length(content), List.of());
    remarks.addAll(measure.remarks());
    parts.add(
        new Part(
            number,
            name,
            fields.type(),
            fields.parameter("charset"),
            measure.size(),
            content,
            message,
            measure.remarks()));
    return number;
  }

  /** How many there are; those within texts are not among them. */
  int count() {
    return parts.size();
  }

  /**
   * The end of what holds an attachment is missing, and with it perhaps its own, which its transfer
   * encoding need not show. The message has a remark of its own on that.
   *
   * @param number its number; one that is not there is passed over
   */
  void cut(int number) {
    Part part = number <= parts.size() ? parts.get(number - 1) : null;
    if (part != null && part.remarks().isEmpty()) {
      parts.set(number - 1, part.remarked("the end of attachment " + number + " may be missing"));
    }
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
