package icloudmail.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the build has laid into {@code target/packages}. */
final class Built {
  private static final Path DIRECTORY = Path.of("target/packages").toAbsolutePath();

  private Built() {}

  /** The one file whose whole name matches this regular expression. */
  static Path file(String form) {
    Pattern pattern = Pattern.compile(form);
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      List<Path> found =
          files.filter(file -> pattern.matcher(file.getFileName().toString()).matches()).toList();
      assertThat(found).as(form + " in " + DIRECTORY).hasSize(1);
      return found.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path archive() {
    return file("icloud-mail-[\\d.]+\\.tar\\.gz");
  }

  static Path image() {
    return file("icloud-mail-.*-linux-.*\\.tar\\.gz");
  }

  static String version() {
    return archive().getFileName().toString().replaceAll("icloud-mail-|\\.tar\\.gz", "");
  }

  /** In small hexadecimal digits. */
  static String sha256(Path file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
