package icloudmail.store;

import icloudmail.model.Content;
import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A message in the outbox. */
public final class SpooledMessage {
  private final Path file;

  SpooledMessage(Path file) {
    this.file = file;
  }

  public Path file() {
    return file;
  }

  /** The bytes as they were spooled; the same at every call. */
  public Content content() {
    return out -> Files.copy(file, out);
  }

  /** The number of octets that {@link #content()} writes. */
  public long size() throws MailException {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new MailException(Kind.IO, "cannot read " + file + ": " + FileTrouble.of(e), null, e);
    }
  }

  /** Takes the message out of the outbox, now that a server has it. */
  public void done() throws MailException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new MailException(Kind.IO, "cannot remove " + file + ": " + FileTrouble.of(e), null, e);
    }
  }
}
