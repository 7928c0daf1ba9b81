package icloudmail.config;

import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that only the user can read, which holds one password and nothing else. */
public final class FileStore implements PasswordStore {
  /** As {@code --store} names it. */
  public static final String NAME = "file";

  private final Path file;

  /**
   * @param file where the password is kept
   */
  public FileStore(Path file) {
    this.file = file;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Secret read(String login) throws MailException {
    return new PasswordFile("password.file", file, true).password();
  }

  @Override
  public void write(String login, Secret password) throws MailException {
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.createDirectories(file.toAbsolutePath().resolveSibling(""), mode("rwx------"));
      Files.deleteIfExists(part);
      Files.createFile(part, mode("rw-------"));
      Files.writeString(part, password.reveal() + "\n", StandardCharsets.UTF_8);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failed("write", withoutPart(part, e));
    }
  }

  /** What could not be made a whole file is no file. */
  private static IOException withoutPart(Path part, IOException failure) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  @Override
  public void remove(String login) throws MailException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failed("remove", e);
    }
  }

  private FileAttribute<?>[] mode(String permissions) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private MailException failed(String verb, IOException e) {
    return new MailException(
        Kind.CANNOT_CREATE,
        "cannot " + verb + " the password file " + file + ": " + FileTrouble.of(e),
        null,
        e);
  }
}
