package icloudmail.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages as {@code UIDVALIDITY-UID.eml} in a directory. Before they are whole they are hidden,
 * {@code .UIDVALIDITY-UID.eml.part}.
 */
final class EmlFiles implements MessageFiles {
  private static final String EML = ".eml";
  private static final long THERE = 1;

  private final Path directory;
  private final String prefix;
  private final MessageIndex index;

  /**
   * @param index marks messages whose files are there
   */
  EmlFiles(Path directory, long uidValidity, MessageIndex index) {
    this.directory = directory;
    this.prefix = uidValidity + "-";
    this.index = index;
  }

  @Override
  public void make(Disk disk) throws IOException {
    disk.createDirectories(directory);
  }

  @Override
  public void list(Finder finder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        boolean part = name.startsWith(".") && name.endsWith(EML + StateFile.PART);
        String whole = part ? name.substring(1, name.length() - StateFile.PART.length()) : name;
        KeptMessage message = parse(whole);
        if (message != null || (!part && name.endsWith(EML))) {
          finder.found(new Found(file, message, part));
        }
      }
    } catch (NoSuchFileException e) {
      // it is yet to be made
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private @Nullable KeptMessage parse(String name) {
    try {
      return name.startsWith(prefix) && name.endsWith(EML)
          ? new KeptMessage(
              Long.parseLong(name, prefix.length(), name.length() - EML.length(), 10), -1, 0, 0)
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  @Override
  public boolean note(Found found) {
    if (found.message() == null || index.mark(found.message().uid()) == THERE) {
      return false;
    }
    index.mark(found.message().uid(), THERE);
    return true;
  }

  @Override
  public long place(@Nullable Instant received) {
    return 0;
  }

  @Override
  public Path part(KeptMessage message) {
    return directory.resolve("." + prefix + message.uid() + EML + StateFile.PART);
  }

  @Override
  public Path target(KeptMessage message, List<String> flags) {
    return directory.resolve(prefix + message.uid() + EML);
  }

  @Override
  public Path home() {
    return directory;
  }

  @Override
  public @Nullable Path path(KeptMessage message) {
    return index.mark(message.uid()) == THERE ? target(message, List.of()) : null;
  }

  @Override
  public boolean agrees(KeptMessage message, List<String> flags) {
    return true;
  }

  @Override
  public long reflag(Disk disk, Map<Long, List<String>> flags) {
    return 0;
  }
}
