package icloudmail.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The Homebrew formula, the Scoop manifest and the bill of materials, by which others install. */
class DescriptionsIT {
  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void theScoopManifestNamesThisArchive() throws IOException {
    JsonNode manifest = json(Built.file("icloud-mail\\.json"));

    assertThat(manifest.get("version").textValue()).isEqualTo(Built.version());
    assertThat(manifest.get("hash").textValue()).isEqualTo(Built.sha256(Built.archive()));
    assertThat(manifest.get("url").textValue())
        .startsWith("https://")
        .endsWith("/" + Built.archive().getFileName());
    assertThat(manifest.get("bin"))
        .isNotEmpty()
        .allSatisfy(
            program ->
                assertThat(archived())
                    .contains(
                        manifest.get("extract_dir").textValue()
                            + "/"
                            + program.textValue().replace('\\', '/')));
    assertThat(manifest.toString()).doesNotContain("@");
  }

  @Test
  void theHomebrewFormulaIsRubyAndNamesThisArchive() throws IOException {
    Path formula = Built.file("icloud-mail\\.rb");
    ProgramRun ruby =
        ProgramRun.of(
            Path.of("/"),
            Map.of("PATH", System.getenv("PATH")),
            "",
            "ruby",
            "-wc",
            formula.toString());

    assertThat(ruby).isEqualTo(new ProgramRun(0, "Syntax OK\n", ""));
    assertThat(Files.readString(formula))
        .contains(
            "version \"" + Built.version() + "\"",
            "sha256 \"" + Built.sha256(Built.archive()) + "\"",
            "/" + Built.archive().getFileName() + "\"")
        .doesNotContainPattern("@[A-Z0-9]+@");
  }

  @Test
  void theBillOfMaterialsNamesEveryLibrary() throws IOException {
    JsonNode bill = json(Built.file(".*\\.cdx\\.json"));
    List<String> named =
        StreamSupport.stream(bill.get("components").spliterator(), false)
            .map(component -> component.get("name").textValue() + ".jar")
            .toList();

    assertThat(bill.get("bomFormat").textValue()).isEqualTo("CycloneDX");
    try (Stream<Path> files = Files.list(Path.of("target/icloud-mail/lib"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(jar -> jar.endsWith(".jar") && !jar.equals("icloud-mail.jar"))
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(named);
    }
  }

  /** By hand, as such notes become known to us: artifact, version that mends it, note. */
  @Test
  void noLibraryIsOlderThanWhatMendsAKnownWeakness() throws IOException {
    List<String[]> known =
        Files.readAllLines(Path.of("src/it/resources/icloudmail/packages/advisories.tsv")).stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("\t", -1))
            .toList();
    JsonNode components = json(Built.file(".*\\.cdx\\.json")).get("components");
    List<String> weak = new ArrayList<>();
    for (String[] advisory : known) {
      List<Version> versions =
          StreamSupport.stream(components.spliterator(), false)
              .filter(component -> component.get("name").textValue().equals(advisory[0]))
              .map(component -> Version.parse(component.get("version").textValue()))
              .toList();
      assertThat(versions).as(advisory[0]).hasSize(1);
      if (versions.get(0).compareTo(Version.parse(advisory[1])) < 0) {
        weak.add(advisory[0] + " " + versions.get(0) + ": " + advisory[2]);
      }
    }

    assertThat(known).isNotEmpty();
    assertThat(weak).isEmpty();
  }

  @Test
  void thePackageTellsTheLicenceOfEveryLibrary() throws IOException {
    String copyright =
        Files.readString(Path.of("target/icloud-mail/share/doc/icloud-mail/copyright"));
    List<String> stanzas = List.of(copyright.split("\n\n", -1));

    try (Stream<Path> files = Files.list(Path.of("target/icloud-mail/lib"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(jar -> jar.endsWith(".jar") && !jar.equals("icloud-mail.jar"))
          .isNotEmpty()
          .allSatisfy(
              jar ->
                  assertThat(stanzas.stream().filter(each -> tells(each, "x/lib/" + jar)))
                      .as(jar)
                      .singleElement()
                      .satisfies(each -> assertThat(copyright).contains("\n\n" + licence(each))));
    }
  }

  private static boolean tells(String stanza, String file) {
    return stanza
        .lines()
        .filter(line -> line.startsWith("Files: "))
        .flatMap(line -> Stream.of(line.substring(7).split(" ", -1)))
        .filter(pattern -> !pattern.equals("*"))
        .anyMatch(pattern -> file.matches(pattern.replace(".", "\\.").replace("*", ".*")));
  }

  private static String licence(String stanza) {
    return stanza.lines().filter(line -> line.startsWith("License: ")).findFirst().orElseThrow();
  }

  private static List<String> archived() {
    ProgramRun tar =
        ProgramRun.of(
            Path.of("/"),
            Map.of("PATH", "/usr/bin:/bin"),
            "",
            "tar",
            "-tzf",
            Built.archive().toString());
    return tar.out().lines().toList();
  }
}
