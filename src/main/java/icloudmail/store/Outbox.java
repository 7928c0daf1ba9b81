package icloudmail.store;

import icloudmail.model.Content;
import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Keeps each message from before its first byte leaves until the server has taken it, so that no
 * failure loses its text. One private file a message, {@code ID.eml}, in {@code outbox} under the
 * state directory.
 */
public final class Outbox {
  private final Path directory;

  /**
   * @param state the program's state directory; made, private, when it is needed
   */
  public Outbox(Path state) {
    this.directory = state.resolve("outbox");
  }

  /**
   * Writes {@code content} so that it outlives a crash: to a temporary file, synced, renamed, its
   * directory synced.
   *
   * @throws MailException of kind CANNOT_CREATE where the outbox cannot be made, IO where a file
   *     that is attached can't be read or the message can't be written
   */
  public SpooledMessage spool(Content content) throws MailException {
    String id = UUID.randomUUID().toString();
    Path part = directory.resolve(id + ".part");
    try {
      PrivateFiles.createDirectories(directory);
      PrivateFiles.create(part);
    } catch (IOException e) {
      throw new MailException(
          Kind.CANNOT_CREATE,
          "cannot keep the message in " + directory + ": " + FileTrouble.of(e),
          "XDG_STATE_HOME names another place.",
          e);
    }
    Path file = directory.resolve(id + ".eml");
    try {
      write(content, part);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      sync(directory);
      return new SpooledMessage(file);
    } catch (IOException e) {
      drop(part);
      throw new MailException(Kind.IO, "cannot write the message: " + FileTrouble.of(e), null, e);
    }
  }

  private static void write(Content content, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      content.writeTo(out);
    }
    sync(file);
  }

  private static void sync(Path path) throws IOException {
    // a directory cannot be opened for writing, and on Windows not at all
    StandardOpenOption mode =
        Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    if (mode == StandardOpenOption.WRITE || PrivateFiles.supportsPosix(path)) {
      try (FileChannel channel = FileChannel.open(path, mode)) {
        channel.force(true);
      }
    }
  }

  private static void drop(Path part) throws MailException {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new MailException(Kind.IO, "cannot remove " + part + ": " + FileTrouble.of(e), null, e);
    }
  }
}
