package icloudmail.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.testkit.FuzzedText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Any file is settings or is refused; one that is changed says what it should, and all else. */
@Timeout(20)
class ConfigFuzzTest {
  @TempDir static Path directory;

  /**
   * @param data the name of an account, NUL, and the file
   */
  @FuzzTest
  void anyFile(byte[] data) throws IOException, MailException {
    int nul = new String(data, StandardCharsets.ISO_8859_1).indexOf('\0');
    String name = nul < 1 ? "work" : FuzzedText.of(Arrays.copyOf(data, nul));
    byte[] octets = Arrays.copyOfRange(data, nul + 1, data.length);
    Path file = directory.resolve("config.toml");
    Files.write(file, octets);
    Settings before = read(file);
    // no name on a command line has halves of letters
    if (before == null || !FuzzedText.isWhole(name)) {
      return;
    }
    List<String> from = List.of("Jo \"J\" Ex\\ <jo@example.com>");
    ConfigWriter writer = new ConfigWriter(file);
    try {
      writer.put(name, new ConfigWriter.Entry("jo@icloud.com", from, "a\\b", null));
    } catch (MailException e) {
      isLeft(e, file, octets);
      return;
    }
    Map<String, AccountSettings> expected = new LinkedHashMap<>(before.accounts());
    AccountSettings old = expected.get(name);
    expected.put(
        name,
        new AccountSettings(
            "jo@icloud.com",
            from,
            null,
            "a\\b",
            null,
            old == null ? null : old.signature(),
            old == null || old.sentCopy()));
    assertThat(ConfigFile.read(file).accounts()).isEqualTo(expected);
    if (old == null) {
      hasTheLines(file, octets, "default-account");
    }
    byte[] put = Files.readAllBytes(file);
    try {
      writer.remove(name);
    } catch (MailException e) {
      isLeft(e, file, put);
      return;
    }
    expected.remove(name);
    assertThat(ConfigFile.read(file).accounts()).isEqualTo(expected);
  }

  private static Settings read(Path file) {
    try {
      return ConfigFile.read(file);
    } catch (MailException e) {
      assertThat(e.kind()).as(e.getMessage()).isEqualTo(Kind.CONFIGURATION);
      return null;
    }
  }

  private static void isLeft(MailException e, Path file, byte[] octets) throws IOException {
    assertThat(e.kind()).as(e.getMessage()).isEqualTo(Kind.CONFIGURATION);
    assertThat(Files.readAllBytes(file)).isEqualTo(octets);
  }

  /** Whether every line is there yet, in its order, but those that hold {@code changed}. */
  private static void hasTheLines(Path file, byte[] octets, String changed) throws IOException {
    String text = ConfigFile.unmarked(new String(octets, StandardCharsets.UTF_8));
    Iterator<String> now = Files.readAllLines(file).iterator();
    try (Stream<String> lines = text.lines().filter(line -> !line.contains(changed))) {
      for (String line : (Iterable<String>) lines::iterator) {
        boolean found = false;
        while (!found && now.hasNext()) {
          found = now.next().equals(line);
        }
        assertThat(found).as("is there yet: " + line).isTrue();
      }
    }
  }
}
