package icloudmail.store;

import icloudmail.model.Content;
import icloudmail.model.FileTrouble;
import icloudmail.model.InputSource;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.OversizedInput;
import icloudmail.model.UnreadableInput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A draft in a private file, {@code drafts/ID.eml} under the state directory, until a server or the
 * outbox has it; also what was to become a message, and could not.
 */
public final class KeptDraft implements InputSource {
  private final Path file;
  private final long size;

  private KeptDraft(Path file, long size) {
    this.file = file;
    this.size = size;
  }

  /**
   * Writes {@code content} so that it outlives a crash.
   *
   * @throws MailException of kind CANNOT_CREATE where there is no place for it, NO_INPUT where
   *     something that is attached can't be read, REFUSED where it does not end, IO where it can't
   *     be written
   */
  public static KeptDraft keep(Path state, Content content) throws MailException {
    Path directory = state.resolve("drafts");
    Path file = directory.resolve(UUID.randomUUID() + ".eml");
    try (FileChannel channel = create(directory, file)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      content.writeTo(out);
      out.flush();
      channel.force(true);
      PrivateFiles.sync(directory);
      return new KeptDraft(file, channel.size());
    } catch (OversizedInput e) {
      remove(file);
      throw e.refusal();
    } catch (IOException e) {
      remove(file);
      throw e instanceof UnreadableInput
          ? new MailException(Kind.NO_INPUT, String.valueOf(e.getMessage()), null, e)
          : new MailException(
              Kind.IO, "cannot write the draft: " + FileTrouble.of(e), "Is the disk full?", e);
    }
  }

  private static FileChannel create(Path directory, Path file) throws MailException {
    try {
      PrivateFiles.createDirectories(directory);
      return PrivateFiles.create(file);
    } catch (IOException e) {
      throw new MailException(
          Kind.CANNOT_CREATE,
          "cannot keep the draft in " + directory + ": " + FileTrouble.of(e),
          "XDG_STATE_HOME names another place.",
          e);
    }
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public void check() {
    // it was written by now
  }

  @Override
  public boolean rereadable() {
    return true;
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(file);
  }

  public Path file() {
    return file;
  }

  /** The bytes; the same at every call. */
  public Content content() {
    return out -> Files.copy(file, out);
  }

  /** How many octets {@link #content()} writes. */
  public long size() {
    return size;
  }

  /** Lets it go, now that a server has it. */
  public void drop() throws MailException {
    remove(file);
  }

  private static void remove(Path file) throws MailException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new MailException(Kind.IO, "cannot remove " + file + ": " + FileTrouble.of(e), null, e);
    }
  }
}
