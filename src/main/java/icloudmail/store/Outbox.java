package icloudmail.store;

import icloudmail.model.Account;
import icloudmail.model.Content;
import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.OutboxItem;
import icloudmail.model.OutboxItem.State;
import icloudmail.model.OversizedInput;
import icloudmail.model.SendPolicy;
import icloudmail.model.Submission;
import icloudmail.model.UnreadableInput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Keeps each message from before its first byte leaves until the server has taken it and its copy
 * is filed, so that no failure loses its text. One private file a message, {@code ID.eml}, in
 * {@code outbox} under the state directory.
 */
public final class Outbox {
  private static final String MESSAGE = ".eml";
  private static final String PART = ".part";
  private static final Duration ABANDONED = Duration.ofHours(1);
  private static final String BEGUN = "interrupted before it was handed over";

  private final Path directory;
  private final Clock clock;

  /**
   * @param state the program's state directory; made, private, when it is needed
   */
  public Outbox(Path state, Clock clock) {
    this.directory = state.resolve("outbox");
    this.clock = clock;
  }

  /**
   * Writes {@code content} so that it outlives a crash: to a temporary file, synced, renamed, its
   * directory synced. The message is queued where {@code policy} says so, else it has failed, until
   * more is known.
   *
   * @throws MailException of kind CANNOT_CREATE where the outbox cannot be made, NO_INPUT where
   *     something that is to be sent can't be read, REFUSED where it does not end, IO where the
   *     message can't be written
   */
  public SpooledMessage spool(
      Account account, Submission submission, SendPolicy policy, Content content)
      throws MailException {
    String id = UUID.randomUUID().toString().substring(0, 8);
    Path part = directory.resolve(id + PART);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    OutboxItem item = OutboxItem.begun(id, account, submission, policy, now, BEGUN);
    Path file = directory.resolve(id + MESSAGE);
    FileChannel channel = create(part);
    try {
      Locks.tryLock(channel);
      write(channel, item, content);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      PrivateFiles.sync(directory);
      return new SpooledMessage(file, channel, SpoolFile.read(id, channel), clock);
    } catch (IOException | RuntimeException e) {
      drop(channel, part, file);
      throw failed(e);
    }
  }

  private FileChannel create(Path part) throws MailException {
    try {
      PrivateFiles.createDirectories(directory);
      return PrivateFiles.create(part);
    } catch (IOException e) {
      throw new MailException(
          Kind.CANNOT_CREATE,
          "cannot keep the message in " + directory + ": " + FileTrouble.of(e),
          "XDG_STATE_HOME names another place.",
          e);
    }
  }

  private static void write(FileChannel channel, OutboxItem item, Content content)
      throws IOException {
    byte[] header = SpoolHeader.of(item).getBytes(StandardCharsets.US_ASCII);
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    out.write(header);
    content.writeTo(out);
    out.flush();
    long size = channel.position() - header.length;
    byte[] digits = SpoolHeader.size(size).getBytes(StandardCharsets.US_ASCII);
    channel.write(ByteBuffer.wrap(digits), SpoolHeader.sizeAt());
    out.write(SpoolFile.line(item).getBytes(StandardCharsets.US_ASCII));
    out.flush();
    channel.force(true);
  }

  private static MailException failed(Exception e) {
    if (e instanceof OversizedInput large) {
      return large.refusal();
    }
    if (e instanceof UnreadableInput unreadable) {
      return new MailException(Kind.NO_INPUT, String.valueOf(e.getMessage()), null, unreadable);
    }
    if (e instanceof IOException io) {
      return new MailException(
          Kind.IO, "cannot write the message: " + FileTrouble.of(io), "Is the disk full?", e);
    }
    throw (RuntimeException) e;
  }

  /** Whoever is told that it is not kept may send it anew, so that it must not go by itself. */
  private static void drop(FileChannel channel, Path part, Path file) throws MailException {
    try (channel) {
      Files.deleteIfExists(part);
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new MailException(Kind.IO, "cannot remove " + part + ": " + FileTrouble.of(e), null, e);
    }
  }

  /**
   * All messages, the oldest first.
   *
   * @param damaged is told of each file that cannot be read
   * @throws MailException of kind IO where the outbox cannot be looked through
   */
  public List<OutboxItem> list(Consumer<MailException> damaged) throws MailException {
    return list(damaged, file -> true);
  }

  /**
   * As {@link #list}, but for the message with this id, which this run has taken: its file is not
   * to be opened a second time.
   *
   * @throws MailException as {@code list} does
   */
  public List<OutboxItem> others(String id, Consumer<MailException> damaged) throws MailException {
    return list(damaged, file -> !id(file).equals(id));
  }

  private List<OutboxItem> list(Consumer<MailException> damaged, Predicate<Path> meant)
      throws MailException {
    List<OutboxItem> items = new ArrayList<>();
    try (Stream<Path> all = Files.list(directory)) {
      List<Path> files = all.toList();
      files.stream().filter(each -> each.toString().endsWith(PART)).forEach(this::tidy);
      for (Path file :
          files.stream().filter(each -> each.toString().endsWith(MESSAGE)).filter(meant).toList()) {
        try (FileChannel channel = PrivateFiles.open(file, false)) {
          items.add(SpoolFile.read(id(file), channel).item());
        } catch (NoSuchFileException e) {
          // another run has just sent it
        } catch (IOException e) {
          damaged.accept(damaged(file, e));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return items;
    } catch (IOException e) {
      throw new MailException(
          Kind.IO,
          "cannot read " + directory + ": " + FileTrouble.of(e),
          "Make it yours to read (chmod u+rwx), or let XDG_STATE_HOME name another place.",
          e);
    }
    for (OutboxItem gone : items.stream().filter(Outbox::hasLeft).toList()) {
      removed(gone.id());
      items.remove(gone);
    }
    items.sort(Comparator.comparing(OutboxItem::created).thenComparing(OutboxItem::id));
    return items;
  }

  /** Whether nothing is left to be done: then only a crash can have kept the file. */
  private static boolean hasLeft(OutboxItem item) {
    return item.state() == State.SENT || item.state() == State.DROPPED;
  }

  /** Removes what a crash between a message's last note and its removal has left. */
  private void removed(String id) {
    try {
      take(id);
    } catch (MailException e) {
      // another run is about to remove it, or the next one will
    }
  }

  /** Removes what a crash has left of a message that was never whole. */
  private void tidy(Path part) {
    try {
      Instant old = clock.instant().minus(ABANDONED);
      if (Files.getLastModifiedTime(part).toInstant().isBefore(old)) {
        try (FileChannel channel = PrivateFiles.open(part, true)) {
          if (Locks.tryLock(channel)) {
            Files.deleteIfExists(part);
          }
        }
      }
    } catch (IOException e) {
      // it stands in nobody's way, and the next run tries again
    }
  }

  /**
   * Takes a message for this run alone.
   *
   * @return empty where it is gone
   * @throws MailException of kind TEMPORARY where another run has it, IO where it is damaged
   */
  public Optional<SpooledMessage> take(String id) throws MailException {
    Path file = directory.resolve(id + MESSAGE);
    try {
      SpooledMessage message = take(id, file, PrivateFiles.open(file, true));
      if (!hasLeft(message.item())) {
        return Optional.of(message);
      }
      message.leave(message.item().state());
      message.close();
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  /** Takes the message of an opened file; as one that was not there where it is gone by now. */
  SpooledMessage take(String id, Path file, FileChannel channel) throws IOException, MailException {
    boolean taken = false;
    try {
      if (!Locks.tryLock(channel)) {
        throw new MailException(
            Kind.TEMPORARY, "another run is sending " + id, "Look again in a minute.");
      }
      if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
        // taken out between its being opened and locked
        throw new NoSuchFileException(file.toString());
      }
      SpooledMessage message =
          new SpooledMessage(file, channel, SpoolFile.read(id, channel), clock);
      taken = true;
      return message;
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  /** The bytes of a message, read when they are asked for. */
  public Content content(String id) {
    Path file = directory.resolve(id + MESSAGE);
    return out -> {
      try (FileChannel channel = PrivateFiles.open(file, false)) {
        SpoolFile.read(id, channel).copy(channel, out);
      }
    };
  }

  private static String id(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - MESSAGE.length());
  }

  private static MailException damaged(Path file, IOException e) {
    return new MailException(
        Kind.IO,
        "cannot read " + file + ": " + FileTrouble.of(e),
        e instanceof NoFileOfOurs
            ? null
            : "It holds a message that may not be sent yet. Look into it with a text editor.",
        e);
  }
}
