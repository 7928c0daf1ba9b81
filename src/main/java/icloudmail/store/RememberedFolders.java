package icloudmail.store;

import icloudmail.model.KnownFolders;
import icloudmail.model.StrangersText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;

/**
 * The folders of each account as the server listed them last, in {@code folders/ACCOUNT} under the
 * state directory: a name a line, in UTF-8; a slash in the name of an account is {@code _}. The
 * completion scripts read these files. What cannot be kept is missing there, and nothing else.
 */
public final class RememberedFolders implements KnownFolders {
  private final Path directory;
  private final Logger log;

  /**
   * @param state the program's state directory; made, private, when it is needed
   */
  public RememberedFolders(Path state, Logger log) {
    this.directory = state.resolve("folders");
    this.log = log;
  }

  @Override
  public void remember(String account, List<String> names) {
    StringBuilder lines = new StringBuilder();
    names.stream()
        // a shell could neither read nor show another one
        .filter(name -> name.equals(StrangersText.line(name)))
        .forEach(name -> lines.append(name).append('\n'));
    try {
      keep(directory.resolve(account.replace('/', '_')), lines.toString());
    } catch (IOException | InvalidPathException e) {
      log.info("cannot remember the folders in {}: {}", directory, e.toString());
    }
  }

  private void keep(Path file, String lines) throws IOException {
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    if (isKept(file, bytes)) {
      return;
    }
    PrivateFiles.createDirectories(directory);
    // hidden from the scripts, and no other run's
    Path part = directory.resolve("." + ProcessHandle.current().pid() + ".part");
    try (FileChannel channel = PrivateFiles.overwrite(part)) {
      PrivateFiles.write(channel, ByteBuffer.wrap(bytes));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Whatever cannot be read is written anew. */
  private static boolean isKept(Path file, byte[] bytes) {
    try {
      return Arrays.equals(PrivateFiles.read(file, bytes.length), bytes);
    } catch (IOException e) {
      return false;
    }
  }
}
