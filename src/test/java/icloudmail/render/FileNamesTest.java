package icloudmail.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {
  @ParameterizedTest
  @CsvSource({
    "report.pdf, report.pdf",
    "Übersicht 図.pdf, Übersicht 図.pdf",
    "../../etc/passwd, _.._etc_passwd",
    "C:\\Windows\\x.exe, C__Windows_x.exe",
    ".bashrc, bashrc",
    "name. , name",
    "CON, _CON",
    "nul.txt, _nul.txt",
    "com1.tar.gz, _com1.tar.gz",
    "console.txt, console.txt",
    "'a\tb', a_b",
  })
  void aNameIsOneSafeComponent(String stranger, String safe) {
    assertThat(FileNames.safe(stranger, "otherwise")).isEqualTo(safe);
  }

  @Test
  void whereNothingIsLeftAnotherNameDoes() {
    assertThat(FileNames.safe(null, "attachment-7-1")).isEqualTo("attachment-7-1");
    assertThat(FileNames.safe("...", "attachment-7-1")).isEqualTo("attachment-7-1");
    assertThat(FileNames.safe(" ", "attachment-7-1")).isEqualTo("attachment-7-1");
  }

  @Test
  void aLongNameKeepsItsExtension() {
    String name = FileNames.safe("会".repeat(300) + ".pdf", "x");

    assertThat(name).startsWith("会会").endsWith(".pdf");
    assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(180);
  }

  @Test
  void numbersGoBeforeTheExtension() {
    assertThat(FileNames.numbered("a.pdf", 1)).isEqualTo("a (1).pdf");
    assertThat(FileNames.numbered("README", 2)).isEqualTo("README (2)");
  }

  @Property
  void whateverIsSentIsOneComponentOfAnyPath(@ForAll String stranger) {
    String safe = FileNames.safe(stranger, "otherwise");
    Path path = Path.of("/safe").resolve(safe).normalize();

    assertThat(safe).isNotEmpty();
    assertThat(path.getParent()).isEqualTo(Path.of("/safe"));
    assertThat(safe.chars()).noneMatch(c -> "/\\:*?\"<>|".indexOf(c) >= 0 || c < ' ');
    assertThat(safe.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(181);
  }
}
