package icloudmail.store;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Where the program keeps what outlives a run. */
public final class StateDirectory {
  private final Path directory;

  /**
   * @param directory the state directory, which need not exist yet
   */
  public StateDirectory(Path directory) {
    this.directory = directory.toAbsolutePath();
  }

  /**
   * Tells where it is, whether it exists, and that it can be written; leaves nothing behind.
   *
   * @throws MailException of kind CANNOT_CREATE, as of the commands that write there, where it, or
   *     the outbox or the jobs in it, cannot be written or made
   */
  public String examine() throws MailException {
    for (Path each : List.of(directory, directory.resolve("outbox"), directory.resolve("jobs"))) {
      Path there = existing(each);
      if (!Files.isDirectory(there)) {
        throw cannotWrite(there + " is not a directory");
      }
      if (!Files.isWritable(there) || !Files.isExecutable(there)) {
        throw cannotWrite(
            there.equals(directory)
                ? directory + " cannot be written"
                : directory + " cannot be used: " + there + " cannot be written");
      }
    }
    return Files.exists(directory)
        ? directory + " can be written"
        : directory + " is made when it is needed";
  }

  private static MailException cannotWrite(String what) {
    return new MailException(
        Kind.CANNOT_CREATE,
        what,
        "Make it a directory that you may write, or let XDG_STATE_HOME name another place.");
  }

  /** The path itself or its nearest parent that exists; a broken link is there, too. */
  private static Path existing(Path path) {
    Path there = path;
    for (Path parent = there.getParent();
        parent != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS);
        parent = there.getParent()) {
      there = parent;
    }
    return there;
  }
}
