package icloudmail.cli;

import icloudmail.config.Environment;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Which programs of others can be run. */
final class Programs {
  private static final String DEFAULT_PATH = "/usr/bin:/bin";

  private Programs() {}

  /** Whether there is such a program: by its path, or by its name on the {@code PATH}. */
  static boolean has(Environment environment, String program) {
    if (program.isEmpty()) {
      return false;
    }
    Path path = Path.of(program);
    if (path.isAbsolute() || path.getNameCount() > 1) {
      return Files.isExecutable(path);
    }
    String places = environment.get("PATH");
    String suffixes = environment.get("PATHEXT");
    return Arrays.stream(
            (places == null ? DEFAULT_PATH : places).split(Pattern.quote(File.pathSeparator)))
        .map(place -> Path.of(place).resolve(program))
        .anyMatch(
            file -> Files.isExecutable(file) || (suffixes != null && hasSuffix(file, suffixes)));
  }

  private static boolean hasSuffix(Path file, String suffixes) {
    return Arrays.stream(suffixes.split(";"))
        .anyMatch(suffix -> Files.exists(file.resolveSibling(file.getFileName() + suffix)));
  }
}
