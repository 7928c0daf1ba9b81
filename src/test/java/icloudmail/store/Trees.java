package icloudmail.store;

import icloudmail.model.DownloadedMessage;
import icloudmail.model.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Messages for archives, and what became of them on disk. */
final class Trees {
  static final long UIDVALIDITY = 1451405933;
  static final Instant RECEIVED = Instant.parse("2026-11-23T08:00:07Z");

  private Trees() {}

  /** A message whose text tells its UID, and whose lines are as odd as mbox knows. */
  static String text(long uid) {
    return "Subject: " + uid + "\r\n\r\nFrom here\r\n>From there\r\n" + "x".repeat((int) uid % 50);
  }

  static DownloadedMessage message(String folder, long uid, String... flags) {
    return saying(folder, uid, text(uid), flags);
  }

  static DownloadedMessage saying(String folder, long uid, String text, String... flags) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return new DownloadedMessage(
        new Reference(folder, UIDVALIDITY, uid),
        RECEIVED.plusSeconds(uid),
        List.of(flags),
        "jo@example.com",
        octets.length,
        out -> out.write(octets));
  }

  /**
   * Every file below a directory, with its permissions, its time where it is mail, and its text.
   */
  static Map<String, String> of(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      Map<String, String> tree = new TreeMap<>();
      for (Path file : (Iterable<Path>) files::iterator) {
        tree.put(root.relativize(file).toString(), describe(file));
      }
      return tree;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String describe(Path file) throws IOException {
    String permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS).toString();
    if (Files.isDirectory(file)) {
      return permissions;
    }
    boolean mail = file.toString().contains(".eml") || file.toString().contains("S=");
    return permissions
        + (mail ? Files.getLastModifiedTime(file) : "")
        + Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
