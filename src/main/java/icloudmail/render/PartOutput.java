package icloudmail.render;

import icloudmail.model.Content;
import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Message;
import icloudmail.model.MessageSink;
import icloudmail.model.Part;
import icloudmail.model.UndecodableContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One decoded attachment on standard output. It is kept in a temporary file until no other message
 * can come that has another one.
 */
public final class PartOutput implements MessageSink {
  private final ChosenParts chosen;
  private final RawOutput out;
  private final Consumer<String> notes;
  private @Nullable Part only;
  private @Nullable Path kept;

  /**
   * @param notes is told of messages that have no such attachment, and of one that may not be what
   *     was sent
   */
  public PartOutput(PartChoice choice, RawOutput out, Consumer<String> notes) {
    this.chosen = new ChosenParts(choice, notes);
    this.out = out;
    this.notes = notes;
  }

  @Override
  public void accept(Message message) throws MailException {
    List<Part> parts = chosen.of(message);
    if (parts.size() > 1 || (only != null && !parts.isEmpty())) {
      drop();
      throw new MailException(
          Kind.USAGE,
          only == null
              ? "several attachments are meant, and -o - writes one: " + ChosenParts.shown(parts)
              : "several messages have such an attachment, and -o - writes one",
          "--part N means one of them; -o DIR takes them all.");
    }
    if (!parts.isEmpty()) {
      only = parts.get(0);
      keep(message, only);
      String where = "message " + message.envelope().reference() + ": ";
      only.remarks().forEach(remark -> notes.accept(where + remark));
    }
  }

  private void keep(Message message, Part part) throws MailException {
    try {
      Path file = Files.createTempFile("icloud-mail-", ".part");
      file.toFile().deleteOnExit();
      kept = file;
      try (OutputStream target = Files.newOutputStream(file)) {
        part.content().writeTo(target);
      }
    } catch (UndecodableContent e) {
      drop();
      throw ChosenParts.refused(message, part, e.refusal());
    } catch (IOException e) {
      drop();
      throw cannot("write", e);
    }
  }

  @Override
  public void complete() throws MailException {
    chosen.complete(true);
    if (kept != null && only != null) {
      try {
        out.write(only, read(kept));
      } finally {
        drop();
      }
    }
  }

  private static Content read(Path file) {
    return new Content() {
      @Override
      public void writeTo(OutputStream target) throws IOException {
        Files.copy(file, target);
      }

      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(file);
      }
    };
  }

  private void drop() throws MailException {
    try {
      if (kept != null) {
        Files.deleteIfExists(kept);
        kept = null;
      }
    } catch (IOException e) {
      throw cannot("remove", e);
    }
  }

  private static MailException cannot(String what, IOException e) {
    return new MailException(
        Kind.CANNOT_CREATE,
        "cannot " + what + " a temporary file: " + FileTrouble.of(e),
        "Is the disk full? TMPDIR names another place.",
        e);
  }
}
