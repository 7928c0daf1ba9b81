package icloudmail.render;

import icloudmail.model.MailException;
import icloudmail.model.Message;
import icloudmail.model.MessageSink;
import icloudmail.model.Part;
import icloudmail.model.SavedFile;
import java.nio.file.Path;

/** Saves the attachments of messages into a directory and prints each path. */
public final class AttachmentFiles implements MessageSink {
  private final Path directory;
  private final Printer printer;

  public AttachmentFiles(Path directory, Printer printer) {
    this.directory = directory;
    this.printer = printer;
  }

  @Override
  public void accept(Message message) throws MailException {
    for (Part part : message.body().attachments()) {
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
