package icloudmail.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** What the help tells of besides commands; iterates over the names. */
public final class HelpTopics implements Iterable<String> {
  private static final List<String> NAMES =
      List.of("queries", "exit-codes", "environment", "formatting");

  @Override
  public Iterator<String> iterator() {
    return NAMES.iterator();
  }

  static boolean has(String name) {
    return NAMES.contains(name);
  }

  /** The text of a topic: a heading, an empty line, then lines of at most 80 characters. */
  public static String text(String name) {
    try (InputStream text =
        HelpTopics.class.getResourceAsStream("/icloudmail/help/" + name + ".txt")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
