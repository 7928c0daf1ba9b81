package icloudmail.config;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Refuses files whose permissions let other users at them. Where there is no POSIX, it can't tell.
 */
final class Privacy {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private Privacy() {}

  /**
   * Requires a file that nobody else can read, and that belongs to the user.
   *
   * @throws MailException of kind CONFIGURATION, with the command that mends it
   */
  static void requirePrivate(Path file) throws IOException, MailException {
    if (!isPosixFile(file)) {
      return;
    }
    Set<PosixFilePermission> permissions = EnumSet.copyOf(OTHERS);
    permissions.retainAll(Files.getPosixFilePermissions(file));
    if (!permissions.isEmpty()) {
      throw new MailException(
          Kind.CONFIGURATION,
          "the password file " + file + " can be used by others",
          "Run: chmod 600 " + file);
    }
    String owner = Files.getOwner(file).getName();
    String user = System.getProperty("user.name", owner);
    if (!owner.equals(user) && !user.equals("root") && !isOfThisProcess(file)) {
      throw new MailException(
          Kind.CONFIGURATION,
          "the password file " + file + " belongs to " + owner,
          "Run: chown " + user + " " + file);
    }
  }

  /** A user may have no name, as one of a container often has. */
  private static boolean isOfThisProcess(Path file) {
    try {
      return Files.getAttribute(file, "unix:uid")
          .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Requires a file that not everyone can write, since it may name a command to run. */
  static void requireNotWritableByOthers(Path file) throws IOException, MailException {
    if (isPosixFile(file)
        && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new MailException(
          Kind.CONFIGURATION,
          "the configuration file " + file + " can be written by everyone",
          "Run: chmod 600 " + file);
    }
  }

  /** Says of a file that is private how it is; empty where that cannot be told. */
  static String of(Path file) {
    try {
      return isPosixFile(file)
          ? "private (" + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + ")"
          : "";
    } catch (IOException e) {
      return "";
    }
  }

  /** Nobody is told to change the permissions of a device or a directory. */
  private static boolean isPosixFile(Path file) {
    return Files.isRegularFile(file)
        && file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
