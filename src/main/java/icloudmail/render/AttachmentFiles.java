package icloudmail.render;

import icloudmail.model.MailException;
import icloudmail.model.Message;
import icloudmail.model.MessageSink;
import icloudmail.model.Part;
import icloudmail.model.SavedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Saves the attachments of messages into a directory and prints each path. */
public final class AttachmentFiles implements MessageSink {
  private final Path directory;
  private final Printer printer;
  private final Consumer<String> notes;

  /**
   * @param notes is told of messages that have no attachment
   */
  public AttachmentFiles(Path directory, Printer printer, Consumer<String> notes) {
    this.directory = directory;
    this.printer = printer;
    this.notes = notes;
  }

  @Override
  public void accept(Message message) throws MailException {
    List<Part> attachments = message.body().attachments();
    if (attachments.isEmpty()) {
      notes.accept("message " + message.envelope().reference() + " has no attachment");
    }
    for (Part part : attachments) {
      String otherwise = "attachment-" + message.envelope().reference().uid() + "-" + part.number();
      String name = FileNames.safe(part.name(), otherwise);
      Path file = NewFile.create(directory, name, part.content());
      printer.saved(
          new SavedFile(
              message.envelope().reference(),
              part.number(),
              part.name(),
              part.type(),
              part.size(),
              file));
    }
  }
}
