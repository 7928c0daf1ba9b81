package icloudmail.render;

import icloudmail.model.Content;
import icloudmail.model.MailException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The one file that the user has named: it is replaced whole, or stays as it was. */
final class NamedFile {
  private NamedFile() {}

  /**
   * Writes {@code content} to {@code file}, in place of what the user may have there. A link is
   * followed, a device or pipe is written to: the user has named it.
   */
  static NewFile replace(Path file, Content content) throws MailException {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      return new NewFile(
          file,
          Files.exists(target) && !Files.isRegularFile(target)
              ? through(target, content)
              : replaced(target, content));
    } catch (IOException e) {
      throw NewFile.cannot(file, e);
    }
  }

  private static long replaced(Path target, Content content) throws IOException {
    Path directory = target.getParent() == null ? target : target.getParent();
    UnfinishedFile written = new UnfinishedFile(directory);
    long size = written.write(content);
    try {
      keepPermissions(target, written.path());
      Files.move(
          written.path(),
          target,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      return size;
    } finally {
      written.remove();
    }
  }

  /** What is no file may take octets and not keep them, so that they are counted on the way. */
  private static long through(Path device, Content content) throws IOException {
    try (OctetCount out = new OctetCount(Files.newOutputStream(device))) {
      content.writeTo(out);
      return out.octets();
    }
  }

  private static void keepPermissions(Path old, Path written) throws IOException {
    boolean posix = old.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix && Files.exists(old)) {
      Files.setPosixFilePermissions(written, Files.getPosixFilePermissions(old));
    }
  }
}
