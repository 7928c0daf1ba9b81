package icloudmail.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.Content;
import icloudmail.model.MailException;
import icloudmail.testkit.Nouns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFilesTest {
  private static final Content FAILING =
      out -> {
        out.write('x');
        throw new IOException("the source broke");
      };

  @TempDir Path directory;

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Path create(Path directory, String name, String text) {
    try {
      return new NewFiles(directory).create(name, Nouns.content(text)).path();
    } catch (MailException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTakenNameIsNumbered() throws MailException {
    NewFiles files = new NewFiles(directory.resolve("new"));
    NewFile first = files.create("a.txt", Nouns.content("one"));
    NewFile second = files.create("a.txt", Nouns.content("second"));
    Path third = create(directory.resolve("new"), "a.txt", "three");

    assertThat(first.path()).hasFileName("a.txt").hasContent("one");
    assertThat(first.size()).isEqualTo(3);
    assertThat(second.path()).hasFileName("a (1).txt").hasContent("second");
    assertThat(second.size()).isEqualTo(6);
    assertThat(third).hasFileName("a (2).txt").hasContent("three");
  }

  @Test
  void namesThatAreOneFileElsewhereAreNumberedHereToo() throws MailException {
    Path first = create(directory, "Müller.PDF", "one");
    NewFiles files = new NewFiles(directory);
    Path apart = files.create("Mu\u0308ller.pdf", Nouns.content("two")).path();
    Path upper = files.create("MÜLLER.pdf", Nouns.content("three")).path();

    assertThat(first).hasContent("one");
    assertThat(apart).hasFileName("Mu\u0308ller (1).pdf").hasContent("two");
    assertThat(upper).hasFileName("MÜLLER (2).pdf").hasContent("three");
  }

  @Test
  void aNumberedNameMayBeTakenItself() throws MailException, IOException {
    NewFiles files = new NewFiles(directory);
    for (String name : List.of("a (1).txt", "a.txt", "a.txt", "a (1).txt", "A.TXT")) {
      files.create(name, Nouns.content(name));
    }

    assertThat(names(directory))
        .containsExactly("A (3).TXT", "a (1) (1).txt", "a (1).txt", "a (2).txt", "a.txt");
  }

  @Test
  void aPlantedLinkIsNeitherFollowedNorReplaced() throws IOException {
    Path victim = Files.writeString(directory.resolve("victim"), "untouched");
    Files.createSymbolicLink(directory.resolve("a.txt"), victim);
    Files.createSymbolicLink(directory.resolve("a (1).txt"), directory.resolve("nowhere"));

    Path written = create(directory, "a.txt", "mine");

    assertThat(written).hasFileName("a (2).txt").hasContent("mine");
    assertThat(victim).hasContent("untouched");
    assertThat(directory.resolve("nowhere")).doesNotExist();
  }

  @Test
  void whatIsPlantedMeanwhileIsNeitherFollowedNorReplaced() throws IOException, MailException {
    Path victim = Files.writeString(directory.resolve("victim"), "untouched");
    Content slow =
        out -> {
          out.write("mine".getBytes(StandardCharsets.UTF_8));
          Files.createSymbolicLink(directory.resolve("a.txt"), victim);
          Files.writeString(directory.resolve("a (1).txt"), "somebody's");
        };

    NewFile written = new NewFiles(directory).create("a.txt", slow);

    assertThat(written.path()).hasFileName("a (2).txt").hasContent("mine");
    assertThat(victim).hasContent("untouched");
    assertThat(directory.resolve("a (1).txt")).hasContent("somebody's");
  }

  @Test
  void whileItIsWrittenItIsHiddenAndSaysWhoseItIs() throws MailException {
    List<String> seen = new ArrayList<>();
    Content watching =
        out -> {
          out.write('x');
          out.flush();
          seen.addAll(names(directory));
        };
    new NewFiles(directory).create("a.txt", watching);

    assertThat(seen)
        .singleElement()
        .asString()
        .matches("\\.icloud-mail-unfinished-[-0-9a-f]+\\.part");
    assertThat(directory).isDirectoryContaining("glob:**/a.txt");
  }

  @Test
  void afterAFailureNothingIsLeftAndTheNextIsWritten() throws MailException, IOException {
    NewFiles files = new NewFiles(directory);
    assertThatThrownBy(() -> files.create("a.txt", FAILING))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(MailException.Kind.IO))
        .hasMessageContaining("the source broke");
    assertThat(directory).isEmptyDirectory();

    files.create("a.txt", Nouns.content("whole"));
    assertThat(names(directory)).containsExactly("a.txt");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsTold() {
    assertThatThrownBy(() -> new NewFiles(Path.of("/proc/none")).create("x", FAILING))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.kind()).isEqualTo(MailException.Kind.CANNOT_CREATE))
        .hasMessageContaining("cannot write /proc/none/x");
  }

  @Test
  void severalRunsAtOnceKeepEveryFileWhole() throws IOException {
    List<Path> written =
        IntStream.range(0, 200)
            .mapToObj(
                number ->
                    CompletableFuture.supplyAsync(
                        () -> create(directory, "a.txt", "text " + number)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    Set<String> texts = new HashSet<>();
    for (Path file : written) {
      texts.add(Files.readString(file));
    }
    assertThat(texts).hasSize(200);
    assertThat(names(directory)).hasSize(200).noneMatch(name -> name.startsWith("."));
  }

  @Property(tries = 200)
  void everyFileIsKeptWhateverStrangersCallIt(@ForAll @Size(max = 20) List<String> strangers)
      throws IOException, MailException {
    Path fresh = Files.createTempDirectory("new-files");
    try {
      NewFiles files = new NewFiles(fresh);
      Set<Path> written = new HashSet<>();
      for (int i = 0; i < strangers.size(); i++) {
        String name = FileNames.safe(strangers.get(i), "otherwise");
        NewFile file = files.create(name, Nouns.content("text " + i));
        written.add(file.path());
        assertThat(file.path()).hasContent("text " + i).hasParent(fresh);
      }
      assertThat(written).hasSameSizeAs(strangers);
      assertThat(names(fresh).stream().map(FileNames::folded).distinct()).hasSameSizeAs(strangers);
    } finally {
      remove(fresh);
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .sorted((a, b) -> b.compareTo(a))
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
