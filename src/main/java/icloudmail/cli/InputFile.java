package icloudmail.cli;

import icloudmail.model.InputSource;
import icloudmail.model.LimitedInput;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that the user names; a pipe such as {@code <(command)} is one too.
 *
 * @param role what it is to the message
 */
record InputFile(Path path, String role) implements InputSource {
  /** A file to be attached. */
  InputFile(Path path) {
    this(path, "attachment");
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public void check() throws MailException {
    if (Files.isDirectory(path) || !Files.isReadable(path)) {
      throw new MailException(
          Kind.NO_INPUT,
          "cannot read the " + role + " " + path,
          Files.exists(path) ? "Is it a file, and yours to read?" : "There is none.");
    }
  }

  @Override
  public boolean rereadable() {
    return Files.isRegularFile(path);
  }

  @Override
  public InputStream open() throws IOException {
    return new LimitedInput(Files.newInputStream(path), name());
  }
}
