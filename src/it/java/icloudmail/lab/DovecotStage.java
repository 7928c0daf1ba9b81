package icloudmail.lab;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The lab as a place for command tests: alice's account, its Maildirs read and written here. */
final class DovecotStage implements Stage {
  private static final Pattern MICROSECONDS = Pattern.compile("\\.M(\\d+)");
  private static final Comparator<Path> BY_ARRIVAL =
      Comparator.comparing(DovecotStage::second)
          .thenComparingLong(DovecotStage::microseconds)
          .thenComparing(Comparator.naturalOrder());

  private final Lab lab;
  private int delivered;

  DovecotStage(Path work) {
    lab = Lab.up(work);
  }

  @Override
  public CliRun.Setting setting(Path state) {
    return CliRun.Setting.of(lab.environment(), state);
  }

  @Override
  public void deliver(String message) {
    delivered++;
    String lines = message.replace("\r\n", "\n").replace("\n", "\r\n");
    String name = String.format("%d.%06d.test", 1_700_000_000 + delivered, delivered);
    try {
      lab.deliver(name, lines.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> messages(String folder) {
    return files(maildir(folder)).stream().map(DovecotStage::text).toList();
  }

  @Override
  public void reset() {
    for (Path file : files(lab.directory().resolve("mail/alice"))) {
      try {
        Files.delete(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    lab.close();
  }

  /**
   * The microseconds in the name that Dovecot gives a file ({@code 1700000000.M98765P42.host});
   * they are not padded, so names of one second do not sort as text.
   */
  private static long microseconds(Path file) {
    Matcher matcher = MICROSECONDS.matcher(file.getFileName().toString());
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  private static String second(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, Math.max(0, name.indexOf('.')));
  }

  private Path maildir(String folder) {
    Path mail = lab.directory().resolve("mail/alice");
    return folder.equals("INBOX") ? mail.resolve("inbox") : mail.resolve("folders/" + folder);
  }

  /** The messages of all Maildirs below. */
  private static List<Path> files(Path directory) {
    if (Files.notExists(directory)) {
      // Dovecot makes a folder when it is first written to
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getParent().endsWith("cur") || file.getParent().endsWith("new"))
          .sorted(BY_ARRIVAL)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
