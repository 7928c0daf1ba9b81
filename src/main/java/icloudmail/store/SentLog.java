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
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was sent in the last 30 days: a file a day in {@code sent} under the state directory, with a
 * line {@code TIME LOGIN RECIPIENTS KEY MESSAGE-ID} for each message. Files are only added to.
 */
public final class SentLog {
  private static final int DAYS = 30;
  private static final String NO_KEY = "-";

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
      try (FileChannel file = PrivateFiles.append(day(today()))) {
        // a line that a crash has torn ends here
        file.write(ByteBuffer.wrap(("\n" + line + "\n").getBytes(StandardCharsets.US_ASCII)));
        file.force(false);
      }
      forget();
    } catch (IOException e) {
      throw new MailException(
          Kind.IO, "cannot write to " + directory + ": " + FileTrouble.of(e), null, e);
    }
  }

  /** How much was sent today, in the clock's zone. */
  public Tally today(String login) throws MailException {
    Tally tally = new Tally(0, 0);
    for (String[] words : lines(today())) {
      if (words[1].equals(Spelling.list(List.of(login)))) {
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
    for (int ago = 0; ago <= DAYS; ago++) {
      for (String[] words : lines(today().minusDays(ago))) {
        if (words[1].equals(Spelling.list(List.of(login))) && words[3].equals(spelt(key))) {
          return Optional.of(new Sent(words[0], Spelling.raw(words[4])));
        }
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
          Kind.CANNOT_CREATE, "cannot write to " + directory + ": " + FileTrouble.of(e), null, e);
    }
  }

  private static void close(FileChannel file) throws MailException {
    try {
      file.close();
    } catch (IOException e) {
      throw new MailException(Kind.IO, "cannot release a lock: " + FileTrouble.of(e), null, e);
    }
  }

  /** The whole lines of a day; one that a crash has torn says nothing. */
  private List<String[]> lines(LocalDate date) throws MailException {
    Path file = day(date);
    if (!Files.exists(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines
          .map(line -> line.split(" ", -1))
          .filter(words -> words.length == 5 && words[2].matches("\\d{1,6}"))
          .toList();
    } catch (IOException e) {
      throw new MailException(Kind.IO, "cannot read " + file + ": " + FileTrouble.of(e), null, e);
    }
  }

  private void forget() throws IOException {
    LocalDate oldest = today().minusDays(DAYS);
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.matches("\\d{4}-\\d\\d-\\d\\d") && name.compareTo(oldest.toString()) < 0) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static String spelt(String key) {
    return "=" + Spelling.list(List.of(key));
  }

  private Path day(LocalDate date) {
    return directory.resolve(date.toString());
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
