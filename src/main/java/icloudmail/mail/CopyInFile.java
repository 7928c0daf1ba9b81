package icloudmail.mail;

import jakarta.mail.util.SharedFileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A large message in a private temporary file. */
final class CopyInFile implements MessageCopy {
  private final Path file;
  private final TemporaryFiles files;
  private @Nullable SharedFileInputStream open;

  /**
   * @param files where {@code file} was taken from, and goes back to
   */
  CopyInFile(Path file, TemporaryFiles files) {
    this.file = file;
    this.files = files;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    Files.copy(file, out);
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(file);
  }

  @Override
  public InputStream shared() throws IOException {
    if (open == null) {
      open = new SharedFileInputStream(file.toFile());
    }
    return open.newStream(0, -1);
  }

  @Override
  public long size() throws IOException {
    return Files.size(file);
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
    }
    files.release(file);
  }
}
