package icloudmail.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that is below a directory. */
final class Tree {
  private Tree() {}

  /** By path, the digest of each file, and of a message its time; of a directory that it is one. */
  static Map<String, String> of(Path directory) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        tree.put(directory.relativize(file).toString(), state(file));
      }
    }
    return tree;
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String state(Path file) {
    if (Files.isDirectory(file)) {
      return "directory";
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      String name = file.getFileName().toString();
      boolean message = name.endsWith(".eml") || file.getParent().endsWith("cur");
      return HexFormat.of().formatHex(digest)
          + (message ? " " + Files.getLastModifiedTime(file) : "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
