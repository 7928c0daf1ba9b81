package icloudmail.attack;

import icloudmail.testkit.Betrayal;
import icloudmail.testkit.MailServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of a trial: what its command line is to write, and what it must not leave. */
final class LeftFiles {
  private final Path directory;

  /**
   * @param directory of the trial alone
   */
  LeftFiles(Path directory) {
    this.directory = directory;
  }

  /** Where the command line writes. */
  Path output() {
    return directory.resolve("out");
  }

  void createOutput() {
    try {
      Files.createDirectories(output());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes {@code text} in the first file of the output that holds it. */
  void damage(String text, String changed) {
    Path file =
        below(output()).stream()
            .filter(each -> read(each).contains(text))
            .findFirst()
            .orElseThrow();
    try {
      Files.writeString(file, read(file).replace(text, changed), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The files of the output, with their contents. In an mbox the messages may stand in any order,
   * and so may what a command was given.
   */
  List<String> written(boolean contents) {
    return below(output()).stream()
        .map(file -> output().relativize(file) + (contents ? "\n" + content(file) : ""))
        .toList();
  }

  private static String content(Path file) {
    String name = file.getFileName().toString();
    String text = name.endsWith(".mbox.icloud-mail") ? "" : read(file);
    return name.endsWith(".mbox") || name.equals("told")
        ? text.lines().sorted().collect(Collectors.joining("\n"))
        : text;
  }

  /** Files that only an unfinished piece of work has. */
  List<Path> unfinished() {
    return below(directory).stream()
        .filter(
            file ->
                file.toString().endsWith(".part")
                    || file.getParent().endsWith("tmp")
                    || file.getFileName().toString().startsWith("icloud-mail-"))
        .toList();
  }

  boolean areSetUp() {
    return Files.exists(directory.resolve("state/config/icloud-mail/config.toml"));
  }

  /** Those of the run that hold the password; only that which setup has made for it may. */
  List<Path> betraying() {
    return below(directory).stream()
        .filter(file -> !file.endsWith("state/config/icloud-mail/jo.password"))
        .filter(file -> Betrayal.in(read(file), MailServers.PASSWORD))
        .toList();
  }

  private static List<Path> below(Path directory) {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
