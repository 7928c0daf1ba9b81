package icloudmail.testkit;

import java.nio.file.Path;
import java.util.List;

/** Servers that the same tests can run against: jo's account, with iCloud's folders. */
public interface Stage extends AutoCloseable {
  /** A run in a pipe, as their user. */
  CliRun.Setting setting(Path state);

  /** Puts a message into INBOX; its line ends may be {@code \n}. */
  void deliver(String message);

  /** The messages of a folder as text, oldest first. */
  List<String> messages(String folder);

  /** The folder of sent mail. */
  default String sent() {
    return "Sent Messages";
  }

  /** The folder of deleted mail. */
  default String trash() {
    return "Deleted Messages";
  }

  /** Empties all folders. */
  void reset();

  @Override
  void close();
}
