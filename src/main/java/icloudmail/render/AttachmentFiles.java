package icloudmail.render;

import icloudmail.model.MailException;
import icloudmail.model.Message;
import icloudmail.model.MessageSink;
import icloudmail.model.Part;
import icloudmail.model.Reference;
import icloudmail.model.SavedFile;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Saves the attachments of messages into a directory and prints each path. */
public final class AttachmentFiles implements MessageSink {
  private final NewFiles files;
  private final ChosenParts chosen;
  private final Printer printer;

  /**
   * @param choice which attachments are saved
   * @param notes is told of messages that have no such attachment
   */
  public AttachmentFiles(
      Path directory, PartChoice choice, Printer printer, Consumer<String> notes) {
    this.files = new NewFiles(directory);
    this.chosen = new ChosenParts(choice, notes);
    this.printer = printer;
  }

  @Override
  public void accept(Message message) throws MailException {
    Reference reference = message.envelope().reference();
    for (Part part : chosen.of(message)) {
      String otherwise = "attachment-" + reference.uid() + "-" + part.number();
      NewFile file = files.create(FileNames.safe(part.name(), otherwise), part.content());
      printer.saved(
          new SavedFile(
              reference, part.number(), part.name(), part.type(), file.size(), file.path()));
    }
  }

  @Override
  public void complete() throws MailException {
    chosen.complete(false);
  }
}
