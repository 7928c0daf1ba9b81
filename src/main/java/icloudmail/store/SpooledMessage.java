package icloudmail.store;

import icloudmail.model.Content;
import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.OutboxItem;
import icloudmail.model.OutboxItem.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message in the outbox that is this run's alone, by a lock on its file, until it is closed.
 *
 * <p>The file is open once: on POSIX systems to close a second descriptor would end the lock.
 */
public final class SpooledMessage implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final Clock clock;
  private final SpoolFile read;
  private OutboxItem item;
  private long end;

  SpooledMessage(Path file, FileChannel channel, SpoolFile read, Clock clock) throws IOException {
    this.file = file;
    this.channel = channel;
    this.clock = clock;
    this.read = read;
    this.item = read.item();
    // a line that a crash has torn must not be gone on with
    this.end = read.end();
    channel.truncate(end);
  }

  public OutboxItem item() {
    return item;
  }

  /** The bytes as they were spooled; the same at every call, and {@code item().size()} of them. */
  public Content content() {
    return out -> read.copy(channel, out);
  }

  /**
   * Notes what has become of the message, so that it outlives a crash.
   *
   * @param recipients those that it is sent to as one
   * @param deferred those that come later
   * @param reason why, or null
   * @throws MailException of kind IO where that cannot be written
   */
  public void note(
      State state, List<String> recipients, List<String> deferred, @Nullable String reason)
      throws MailException {
    OutboxItem next =
        item.in(
            state, recipients, deferred, clock.instant().truncatedTo(ChronoUnit.MILLIS), reason);
    try {
      // over what a full disk has left of the line before
      byte[] line = SpoolFile.line(next).getBytes(StandardCharsets.US_ASCII);
      channel.truncate(end).position(end);
      PrivateFiles.write(channel, ByteBuffer.wrap(line));
      channel.force(false);
      end += line.length;
    } catch (IOException e) {
      throw new MailException(Kind.IO, "cannot write " + file + ": " + FileTrouble.of(e), null, e);
    }
    item = next;
  }

  /**
   * Notes the end of the message's way, and takes it out of the outbox.
   *
   * @throws MailException of kind IO where it stays there
   */
  public void leave(State last) throws MailException {
    boolean noted = noted(last);
    try {
      Files.deleteIfExists(file);
      if (!noted) {
        PrivateFiles.sync(file.resolveSibling("."));
      }
    } catch (IOException e) {
      throw new MailException(Kind.IO, "cannot remove " + file + ": " + FileTrouble.of(e), null, e);
    }
  }

  /** A disk without room for a line has room for one file less. */
  private boolean noted(State last) {
    List<String> recipients = item.submission().recipients();
    try {
      note(last, recipients, List.of(), null);
      return true;
    } catch (MailException e) {
      item = item.in(last, recipients, List.of(), item.tried(), null);
      return false;
    }
  }

  @Override
  public void close() throws MailException {
    try {
      channel.close();
    } catch (IOException e) {
      throw new MailException(Kind.IO, "cannot close " + file + ": " + FileTrouble.of(e), null, e);
    }
  }
}
