package icloudmail.render;

import icloudmail.model.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that is being written, hidden in the directory that it is meant for. Of a program that is
 * killed it is all that is left.
 */
final class UnfinishedFile {
  private final Path path;
  private boolean goesAtExit;

  UnfinishedFile(Path directory) {
    String run = UUID.randomUUID().toString().substring(0, 13);
    path = directory.resolve(".icloud-mail-unfinished-" + run + ".part");
  }

  Path path() {
    return path;
  }

  /** Writes it anew and whole, or not at all; answers how many octets it has. */
  long write(Content content) throws IOException {
    if (!goesAtExit) {
      path.toFile().deleteOnExit();
      goesAtExit = true;
    }
    boolean whole = false;
    try {
      long octets = create(content);
      whole = true;
      return octets;
    } finally {
      if (!whole) {
        remove();
      }
    }
  }

  private long create(Content content) throws IOException {
    // made and opened at once, so that nobody can put a link in between; not a temporary file of
    // the JDK, which nobody else may read whatever the umask says
    try (OctetCount out =
        new OctetCount(
            Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      content.writeTo(out);
      return out.octets();
    }
  }

  void remove() throws IOException {
    Files.deleteIfExists(path);
  }
}
