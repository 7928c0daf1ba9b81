package icloudmail.store;

import icloudmail.model.FileTrouble;
import icloudmail.model.JobFolder;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The jobs that look for new mail: a file each in {@code jobs} under the state directory, and
 * beside it {@code .NAME.lock}, which says who has it.
 */
public final class Jobs {
  /** What a job can be called: a file name on every system. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}");

  private static final int LONGEST_HOLDER = 200;

  private final Path directory;
  private final Clock clock;

  /**
   * @param state the program's state directory; made, private, when it is needed
   */
  public Jobs(Path state, Clock clock) {
    this.directory = state.resolve("jobs");
    this.clock = clock;
  }

  /** A job that nobody else has, and that is forgotten when the program ends. */
  public static Job passing() {
    return new Job(null, null, List.of());
  }

  /**
   * Opens a job for this run alone.
   *
   * @throws MailException of kind USAGE where it cannot be called so, TEMPORARY where another run
   *     has it, IO where what it was told cannot be read, CANNOT_CREATE where nothing can be noted
   */
  public Job open(String name) throws MailException {
    check(name);
    FileChannel lock = lock(name);
    try {
      return new Job(file(name), lock, read(file(name)));
    } catch (MailException e) {
      release(lock);
      throw e;
    }
  }

  /** A job and what it was told. */
  public record Told(String job, List<JobFolder> folders) {}

  /**
   * All jobs by name.
   *
   * @param damaged takes what keeps a job from being read, of kind IO
   * @throws MailException of kind IO where it cannot be told which jobs there are
   */
  public List<Told> all(Consumer<MailException> damaged) throws MailException {
    List<String> names;
    try (Stream<Path> files = Files.list(directory)) {
      names =
          files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> NAME.matcher(name).matches())
              .sorted()
              .toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw new MailException(
          Kind.IO,
          "cannot read " + directory + ": " + FileTrouble.of(e),
          "Make it yours to read (chmod u+rwx), or let XDG_STATE_HOME name another place.",
          e);
    }
    List<Told> all = new ArrayList<>();
    for (String name : names) {
      try {
        all.add(new Told(name, read(file(name))));
      } catch (MailException e) {
        damaged.accept(e);
      }
    }
    return all;
  }

  /**
   * Removes a job, whole or damaged.
   *
   * @return what it had been told; empty where it is damaged
   * @throws MailException of kind NOT_FOUND where there is none, TEMPORARY where a run has it
   */
  public List<JobFolder> forget(String name) throws MailException {
    check(name);
    if (!Files.exists(file(name), LinkOption.NOFOLLOW_LINKS)) {
      throw new MailException(
          Kind.NOT_FOUND, "there is no job '" + name + "'", "icloud-mail check --jobs lists them.");
    }
    FileChannel lock = lock(name);
    try {
      List<JobFolder> folders = readable(name);
      Files.deleteIfExists(file(name));
      return folders;
    } catch (IOException e) {
      throw new MailException(
          Kind.IO, "cannot remove " + file(name) + ": " + FileTrouble.of(e), null, e);
    } finally {
      release(lock);
    }
  }

  private List<JobFolder> readable(String name) {
    try {
      return read(file(name));
    } catch (MailException e) {
      return List.of();
    }
  }

  private static void check(String name) throws MailException {
    if (!NAME.matcher(name).matches()) {
      throw new MailException(
          Kind.USAGE,
          "a job cannot be called '" + name + "'",
          "Letters, digits, '.', '_' and '-' can be used, for example --new=backup-watch.");
    }
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private static List<JobFolder> read(Path file) throws MailException {
    try {
      return JobFile.read(file);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw cannotRead(file, e);
    }
  }

  private static MailException cannotRead(Path file, IOException e) {
    return new MailException(
        Kind.IO,
        "cannot read what a job was told, " + file + ": " + FileTrouble.of(e),
        "icloud-mail check --forget " + file.getFileName() + " has it begin anew.",
        e);
  }

  private FileChannel lock(String name) throws MailException {
    Path file = directory.resolve("." + name + ".lock");
    try {
      PrivateFiles.createDirectories(directory);
      FileChannel channel = PrivateFiles.share(file);
      if (Locks.tryLock(channel)) {
        String holder =
            "process "
                + ProcessHandle.current().pid()
                + " since "
                + clock.instant().truncatedTo(ChronoUnit.SECONDS);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)), 0);
        return channel;
      }
      ByteBuffer holder = ByteBuffer.allocate(LONGEST_HOLDER);
      channel.read(holder, 0);
      channel.close();
      String told = new String(holder.array(), 0, holder.position(), StandardCharsets.US_ASCII);
      // one that has taken the lock this very moment has not said yet who it is
      throw new MailException(
          Kind.TEMPORARY,
          "the job '" + name + "' is being run by " + (told.isEmpty() ? "another process" : told),
          "Look again when it has ended, or give this one another name.");
    } catch (IOException e) {
      Path place = NoFileOfOurs.named(e, directory);
      throw new MailException(
          Kind.CANNOT_CREATE,
          "cannot write to " + place + ": " + FileTrouble.of(e),
          "XDG_STATE_HOME names another place.",
          e);
    }
  }

  private static void release(FileChannel lock) throws MailException {
    try {
      lock.close();
    } catch (IOException e) {
      throw new MailException(Kind.IO, "cannot release a lock: " + FileTrouble.of(e), null, e);
    }
  }
}
