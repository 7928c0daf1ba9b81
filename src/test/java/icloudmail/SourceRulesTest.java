package icloudmail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules about the source that no tool has. */
class SourceRulesTest {
  private static final Path MAIN = Path.of("src/main/java");
  private static final int LONGEST_FILE = 300;
  private static final int LONGEST_COMMAND = 150;

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static int lines(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void noFileIsLong() throws IOException {
    assertThat(sources()).isNotEmpty().allMatch(file -> lines(file) <= LONGEST_FILE);
  }

  @Test
  void noCommandIsLong() throws IOException {
    assertThat(sources())
        .filteredOn(file -> file.toString().endsWith("Command.java"))
        .isNotEmpty()
        .allMatch(file -> lines(file) <= LONGEST_COMMAND);
  }

  @Test
  void nothingIsLeftForLater() throws IOException {
    for (Path file : sources()) {
      assertThat(Files.readString(file))
          .as(file.toString())
          .doesNotContainPattern("\\b(TODO|FIXME|XXX)\\b");
    }
  }

  @Test
  void theTopLevelIsWhatItShouldBe() throws IOException {
    try (Stream<Path> top = Files.list(Path.of(""))) {
      assertThat(top.map(Path::toString).filter(name -> !name.equals(".git")))
          .isSubsetOf(
              "pom.xml",
              "src",
              "README.md",
              "LICENSE",
              ".gitignore",
              "mvnw",
              "mvnw.cmd",
              ".mvn",
              ".ci",
              "target");
    }
  }
}
