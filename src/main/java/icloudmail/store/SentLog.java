package icloudmail.store;

import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Tally;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was sent in the last 30 days: a file a day of UTC in {@code sent} under the state directory,
 * with a line {@code TIME LOGIN RECIPIENTS KEY MESSAGE-ID} for each message. Files are only added
 * to.
 */
public final class SentLog {
  private static final int DAYS = 30;
  private static final String NO_KEY = "-";

  /** More than the outbox, which a message goes through, takes for its header. */
  private static final int LONGEST_LINE = 1 << 21;

  private final Path directory;
  private final Clock clock;

  /**
   * @param state the program's state directory; made, private, when it is needed
   */
  public SentLog(Path state, Clock clock) {
    this.directory = state.resolve("sent");
    this.clock = clock;
  }

  /**
   * Notes that a message was taken by the server.
   *
   * @param messageId with its angle brackets
   * @param key which is not to be sent again, or null
   * @throws MailException of kind IO where that cannot be written
   */
  public void record(String login, String messageId, int recipients, @Nullable String key)
      throws MailException {
    String line =
        String.join(
            " ",
            clock.instant().toString(),
            Spelling.list(List.of(login)),
            Integer.toString(recipients),
            key == null ? NO_KEY : spelt(key),
            Spelling.list(List.of(messageId)));
    try {
      PrivateFiles.createDirectories(directory);
      try (FileChannel file = open(day(clock.instant()))) {
        // a line that a crash has torn ends here
        byte[] octets = ("\n" + line + "\n").getBytes(StandardCharsets.US_ASCII);
        PrivateFiles.write(file, ByteBuffer.wrap(octets));
        file.force(false);
      }
      forget();
    } catch (IOException e) {
      throw new MailException(
          Kind.IO, "cannot write to " + place(e) + ": " + FileTrouble.of(e), null, e);
    }
  }

  /**
   * Makes sure that what is sent next can be noted.
   *
   * @throws MailException of kind CANNOT_CREATE where it could not
   */
  public void check() throws MailException {
    try {
      PrivateFiles.createDirectories(directory);
      open(day(clock.instant())).close();
    } catch (IOException e) {
      throw new MailException(
          Kind.CANNOT_CREATE,
          "cannot note in " + place(e) + " what is sent: " + FileTrouble.of(e),
          "Nothing was sent: a message could go twice, or beyond Apple's limits.",
          e);
    }
  }

  private FileChannel open(Path day) throws IOException {
    boolean there = Files.exists(day, LinkOption.NOFOLLOW_LINKS);
    FileChannel file = PrivateFiles.append(day);
    if (!there) {
      PrivateFiles.sync(directory);
    }
    return file;
  }

  /**
   * How much was sent today, in the clock's zone; also by a clock that is set back since, but not
   * if it was ahead by more than a day: that would count until then.
   */
  public Tally today(String login) throws MailException {
    Instant midnight = LocalDate.now(clock).atStartOfDay(clock.getZone()).toInstant();
    Instant last = clock.instant().plus(1, ChronoUnit.DAYS);
    Tally tally = new Tally(0, 0);
    for (String[] words : since(midnight, login)) {
      if (!time(words[0], last).isAfter(last)) {
        tally = tally.plus(Integer.parseInt(words[2]));
      }
    }
    return tally;
  }

  /**
   * A message that was sent.
   *
   * @param messageId with its angle brackets
   */
  public record Sent(String time, String messageId) {}

  /** The message that was sent with this key within the last 30 days. */
  public Optional<Sent> sent(String login, String key) throws MailException {
    for (String[] words : since(clock.instant().minus(DAYS, ChronoUnit.DAYS), login)) {
      if (words[3].equals(spelt(key))) {
        return Optional.of(new Sent(words[0], messageId(words[4])));
      }
    }
    return Optional.empty();
  }

  /** A key that is this run's alone until it is closed. */
  public interface Claim extends AutoCloseable {
    @Override
    void close() throws MailException;
  }

  /**
   * Keeps other runs from sending with this key.
   *
   * @throws MailException of kind TEMPORARY where another run has claimed it
   */
  public Claim claim(String login, String key) throws MailException {
    try {
      PrivateFiles.createDirectories(directory);
      FileChannel file = PrivateFiles.append(directory.resolve("claims"));
      if (!Locks.tryLock(file, (login + '\n' + key).hashCode() & 0x7FFFFFFFL)) {
        file.close();
        throw new MailException(
            Kind.TEMPORARY,
            "another run is sending with the key '" + key + "'",
            "Look again in a minute.");
      }
      return () -> close(file);
    } catch (IOException e) {
      throw new MailException(
          Kind.CANNOT_CREATE,
          "cannot write to " + place(e) + ": " + FileTrouble.of(e),
          "XDG_STATE_HOME names another place.",
          e);
    }
  }

  private static void close(FileChannel file) throws MailException {
    try {
      file.close();
    } catch (IOException e) {
      throw new MailException(Kind.IO, "cannot release a lock: " + FileTrouble.of(e), null, e);
    }
  }

  /** The lines of this login; one that a crash has torn says nothing. */
  private List<String[]> since(Instant first, String login) throws MailException {
    List<String[]> lines = new ArrayList<>();
    try {
      for (Path file : days()) {
        if (name(file).compareTo(name(day(first))) >= 0) {
          read(file, first, Spelling.list(List.of(login)), lines);
        }
      }
      return lines;
    } catch (IOException e) {
      throw new MailException(
          Kind.IO, "cannot read " + place(e) + ": " + FileTrouble.of(e), null, e);
    }
  }

  private static void read(Path file, Instant first, String login, List<String[]> found)
      throws IOException {
    try (LineInput in = new LineInput(file, LONGEST_LINE)) {
      while (in.next() || in.length() > 0) {
        if (in.isTooLong()) {
          in.skip();
          continue;
        }
        String[] words = in.text().split(" ", -1);
        if (words.length == 5
            && words[2].matches("\\d{1,6}")
            && words[1].equals(login)
            && !time(words[0], first).isBefore(first)) {
          found.add(words);
        }
      }
    }
  }

  private Path place(IOException e) {
    return NoFileOfOurs.named(e, directory);
  }

  /** A line whose time is damaged counts: its file is not too old, and a key must not go twice. */
  private static Instant time(String spelt, Instant damaged) {
    try {
      return Instant.parse(spelt);
    } catch (DateTimeException e) {
      return damaged;
    }
  }

  /** As it is spelt where a crash has torn it: it was sent all the same. */
  private static String messageId(String spelt) {
    try {
      return Spelling.raw(spelt);
    } catch (IllegalArgumentException e) {
      return spelt;
    }
  }

  /** The files, also one that a clock that was set back since has made. */
  private List<Path> days() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> name(file).matches("\\d{4}-\\d\\d-\\d\\d")).sorted().toList();
    }
  }

  private void forget() throws IOException {
    // a day more than is looked for, since a day of UTC is in part of the day before
    Instant oldest = clock.instant().minus(DAYS + 1, ChronoUnit.DAYS);
    for (Path file : days()) {
      if (name(file).compareTo(name(day(oldest))) < 0) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static String spelt(String key) {
    return "=" + Spelling.list(List.of(key));
  }

  private Path day(Instant time) {
    return directory.resolve(time.atZone(ZoneOffset.UTC).toLocalDate().toString());
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
