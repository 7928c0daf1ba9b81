package icloudmail.service;

import icloudmail.model.AttachmentFile;
import icloudmail.model.Body;
import icloudmail.model.Content;
import icloudmail.model.InputSource;
import icloudmail.model.Message;
import icloudmail.model.Part;
import icloudmail.model.StrangersText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;

/** What goes along with a message that is forwarded, read from the message itself. */
record ForwardedFile(String name, Content content) implements InputSource {
  private static final int LONGEST_NAME = 120;
  private static final String MESSAGE = "message/rfc822";
  private static final String ANY = "application/octet-stream";
  private static final Pattern TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,40}");

  /** The attachments of a message; one that cannot be decoded is told, and left out. */
  static List<AttachmentFile> of(Body body, Logger log) {
    List<AttachmentFile> files = new ArrayList<>();
    body.remarks().stream().filter(remark -> remark.startsWith("attachment ")).forEach(log::warn);
    for (Part part : body.attachments()) {
      if (part.message() != null) {
        // it goes along within its message
        continue;
      }
      String name = name(part);
      if (part.size() < 0) {
        log.warn("'{}' cannot be decoded and is left out; --attached forwards it as it is", name);
      } else {
        files.add(file(name, type(part), part.content()));
      }
    }
    return files;
  }

  /** The whole message as it came. */
  static AttachmentFile of(Message message) {
    String subject = message.envelope().subject();
    String name = subject == null ? "" : fileName(subject);
    return file((name.isEmpty() ? "message" : name) + ".eml", MESSAGE, message.raw());
  }

  private static AttachmentFile file(String name, String type, Content content) {
    return new AttachmentFile(new ForwardedFile(name, content), type, name);
  }

  /** Text is only text with its charset, where that is one that can be written down. */
  private static String type(Part part) {
    if (!TYPE.matcher(part.type()).matches()) {
      return ANY;
    }
    String charset = part.charset();
    return part.type().startsWith("text/") && charset != null && WORD.matcher(charset).matches()
        ? part.type() + "; charset=" + charset
        : part.type();
  }

  private static String name(Part part) {
    String name = part.name() == null ? "" : fileName(part.name());
    String unnamed = "part-" + part.number() + (part.type().equals(MESSAGE) ? ".eml" : "");
    return name.isEmpty() ? unnamed : name;
  }

  /** What names no other place wherever it is saved. */
  private static String fileName(String text) {
    String line = StrangersText.line(text).replaceAll("[/\\\\:*?\"<>|]", "_");
    return StrangersText.atMost(LONGEST_NAME, line);
  }

  @Override
  public void check() {
    // it is at hand already
  }

  @Override
  public boolean rereadable() {
    return true;
  }

  @Override
  public InputStream open() throws IOException {
    return content.open();
  }
}
