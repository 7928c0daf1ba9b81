package icloudmail.render;

import icloudmail.model.Content;
import icloudmail.model.MailException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/**
 * New files in a directory of the user's. Each is written aside, then given its name, so that no
 * name holds half a file; none takes the place of another, and no link is followed.
 */
final class NewFiles {
  private static final int MOST_NUMBERS = 1_000_000;
  private static final int MOST_KNOWN = 50_000;

  private final Path directory;
  private final UnfinishedFile unfinished;

  /** The number to try next for each name that is taken. */
  private final Map<String, Integer> taken = new HashMap<>();

  /**
   * @param directory made when the first file is; it may be a link
   */
  NewFiles(Path directory) {
    this.directory = directory;
    this.unfinished = new UnfinishedFile(directory);
  }

  /**
   * Writes {@code content} to a new file; where {@code name} is taken, or another file has it by
   * the rules of macOS or Windows, to {@code name (1)} and so on.
   */
  NewFile create(String name, Content content) throws MailException {
    try {
      if (taken.isEmpty()) {
        Files.createDirectories(directory);
        look();
      }
      long size = unfinished.write(content);
      try {
        return new NewFile(named(name), size);
      } finally {
        unfinished.remove();
      }
    } catch (IOException e) {
      throw NewFile.cannot(directory.resolve(name), e);
    }
  }

  private Path named(String name) throws IOException {
    String sameName = FileNames.folded(name);
    for (int number = taken.getOrDefault(sameName, 0); number < MOST_NUMBERS; number++) {
      String numbered = number == 0 ? name : FileNames.numbered(name, number);
      Path target = directory.resolve(numbered);
      boolean free = !taken.containsKey(FileNames.folded(numbered)) && claim(target);
      know(numbered);
      if (free) {
        taken.replace(sameName, number + 1);
        return target;
      }
    }
    throw new FileAlreadyExistsException(directory.resolve(name).toString());
  }

  /** Names of an endless directory are not all kept in mind; the file system knows them, too. */
  private void look() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        know(file.getFileName().toString());
        if (taken.size() == MOST_KNOWN) {
          return;
        }
      }
    } catch (AccessDeniedException e) {
      // one that may be written to and not read
      return;
    }
  }

  private void know(String name) {
    if (taken.size() < MOST_KNOWN) {
      taken.putIfAbsent(FileNames.folded(name), 1);
    }
  }

  /** Gives the file its name, if nobody has it; a hard link cannot overwrite. */
  private boolean claim(Path target) throws IOException {
    try {
      Files.createLink(target, unfinished.path());
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return claimWithoutLinks(target);
    }
  }

  /** Where there are no hard links an empty file, which only one can make, keeps the name. */
  private boolean claimWithoutLinks(Path target) throws IOException {
    try {
      Files.createFile(target);
    } catch (FileAlreadyExistsException e) {
      return false;
    }
    boolean moved = false;
    try {
      Files.move(
          unfinished.path(),
          target,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      moved = true;
      return true;
    } finally {
      if (!moved) {
        Files.deleteIfExists(target);
      }
    }
  }
}
