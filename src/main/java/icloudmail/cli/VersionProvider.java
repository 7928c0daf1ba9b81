package icloudmail.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.IVersionProvider;

/** The version and the commit that the build wrote down, and the Java that runs it. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "icloud-mail " + number(),
      "commit " + built().get(1),
      "Java "
          + System.getProperty("java.runtime.version")
          + " ("
          + System.getProperty("java.vendor")
          + "), "
          + System.getProperty("java.home")
    };
  }

  static String number() {
    return built().get(0);
  }

  /** The version, then the commit or {@code unknown}, a line each. */
  private static List<String> built() {
    try (InputStream in = VersionProvider.class.getResourceAsStream("build.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
