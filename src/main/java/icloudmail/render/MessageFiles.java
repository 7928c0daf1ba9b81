package icloudmail.render;

import icloudmail.model.Content;
import icloudmail.model.Envelope;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Message;
import icloudmail.model.MessageSink;
import icloudmail.model.Reference;
import icloudmail.model.SavedFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Saves messages: into a directory, one file each, or one message into the file that was named. */
public final class MessageFiles implements MessageSink {
  private final Path target;
  private final NewFiles files;
  private final boolean directory;
  private final @Nullable View view;
  private final Printer printer;
  private boolean written;

  /**
   * @param directory whether {@code target} is a directory to be made, rather than a file
   * @param view what is saved, or null for the raw message
   */
  public MessageFiles(Path target, boolean directory, @Nullable View view, Printer printer) {
    this.target = target;
    this.files = new NewFiles(target);
    this.directory = directory || Files.isDirectory(target);
    this.view = view;
    this.printer = printer;
  }

  @Override
  public void accept(Message message) throws MailException {
    Envelope envelope = message.envelope();
    Content content = content(message);
    NewFile file;
    if (directory) {
      file = files.create(name(envelope.reference()), content);
    } else if (written) {
      throw new MailException(
          Kind.USAGE,
          "several messages do not fit one file: " + target + " holds the first",
          "Name a directory with -o.");
    } else {
      file = NamedFile.replace(target, content);
      written = true;
    }
    String type = view == null ? "message/rfc822" : "text/plain";
    printer.saved(new SavedFile(envelope.reference(), null, null, type, file.size(), file.path()));
  }

  private Content content(Message message) throws MailException {
    if (view == null) {
      return message.raw();
    }
    String text = MessageView.of(message, view);
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private String name(Reference reference) {
    String name = reference.uidValidity() + "-" + reference.uid();
    return FileNames.safe(reference.folder() + "-" + name + (view == null ? ".eml" : ".txt"), name);
  }
}
