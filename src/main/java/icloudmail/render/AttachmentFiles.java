package icloudmail.render;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Message;
import icloudmail.model.MessageSink;
import icloudmail.model.Part;
import icloudmail.model.Reference;
import icloudmail.model.SavedFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Saves the attachments of messages into a directory and prints each path. */
public final class AttachmentFiles implements MessageSink {
  private final NewFiles files;
  private final ChosenParts chosen;
  private final Printer printer;
  private final Consumer<String> notes;

  /**
   * @param choice which attachments are saved
   * @param notes is told of messages that have no such attachment, and of files that may not be
   *     what was sent
   */
  public AttachmentFiles(
      Path directory, PartChoice choice, Printer printer, Consumer<String> notes) {
    this.files = new NewFiles(directory);
    this.chosen = new ChosenParts(choice, notes);
    this.printer = printer;
    this.notes = notes;
  }

  /**
   * {@inheritDoc}
   *
   * @throws MailException of kind REFUSED, after the others are saved, where nothing of an
   *     attachment can be decoded
   */
  @Override
  public void accept(Message message) throws MailException {
    List<MailException> broken = new ArrayList<>();
    for (Part part : chosen.of(message)) {
      try {
        save(message.envelope().reference(), part);
      } catch (MailException e) {
        if (e.kind() != Kind.REFUSED) {
          throw e;
        }
        broken.add(ChosenParts.refused(message, part, e));
      }
    }
    if (!broken.isEmpty()) {
      broken.stream().skip(1).map(MailException::getMessage).forEach(notes);
      throw broken.get(0);
    }
  }

  private void save(Reference reference, Part part) throws MailException {
    String otherwise = "attachment-" + reference.uid() + "-" + part.number();
    String name = FileNames.safe(part.name(), otherwise);
    NewFile file = files.create(name, part.content());
    printer.saved(
        new SavedFile(
            reference,
            part.number(),
            part.name(),
            part.type(),
            file.size(),
            file.path(),
            part.remarks()));
    part.remarks().forEach(remark -> notes.accept(file.path() + ": " + remark));
  }

  @Override
  public void complete() throws MailException {
    chosen.complete(false);
  }
}
