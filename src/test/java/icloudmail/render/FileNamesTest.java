package icloudmail.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
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
    "COM¹.txt, _COM¹.txt",
    "lpt0, _lpt0",
    "'CON .txt', _CON .txt",
    "conin$, _conin$",
    "-rf, _-rf",
    "--help.txt, _--help.txt",
    "file.txt:stream:$DATA, file.txt_stream_$DATA",
    "'report.pdf. . ', report.pdf",
    "'\u00A0 x\u00A0', x",
    "'a\u202Efdp.exe', a_fdp.exe",
    "'a\uFFFFb', a_b",
    "'Mu\u0308ller.pdf', Müller.pdf",
    "'1\u22152', '1\u22152'",
    "..., otherwise",
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
    assertThat(octets(name)).isBetween(230, 240);
    assertThat(octets(FileNames.numbered(name, 999_999))).isLessThanOrEqualTo(255);
  }

  @Test
  void numbersGoBeforeTheExtension() {
    assertThat(FileNames.numbered("a.pdf", 1)).isEqualTo("a (1).pdf");
    assertThat(FileNames.numbered("README", 2)).isEqualTo("README (2)");
  }

  @Test
  void aLetterIsNotCutInTwo() {
    String name = FileNames.safe("🎉".repeat(300), "x");

    assertThat(name).isEqualTo("🎉".repeat(60));
  }

  @Test
  void namesThatMacOsOrWindowsTakeForOneAreFoldedAlike() {
    assertThat(FileNames.folded("Mu\u0308ller.PDF")).isEqualTo(FileNames.folded("mÜLLER.pdf"));
    assertThat(FileNames.folded("a.pdf")).isNotEqualTo(FileNames.folded("b.pdf"));
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Property
  void whateverIsSentIsOneComponentOfAnyPath(@ForAll String stranger) {
    isSafe(FileNames.safe(stranger, "otherwise"));
  }

  @Property
  void soItIsOfLettersThatMeanSomething(
      @ForAll("dangers") String stranger, @ForAll @IntRange(min = 1, max = 999_999) int number) {
    String safe = FileNames.safe(stranger, "otherwise");

    isSafe(safe);
    isSafe(FileNames.numbered(safe, number));
    assertThat(FileNames.safe(safe, "otherwise")).isEqualTo(safe);
  }

  @Provide
  Arbitrary<String> dangers() {
    return Arbitraries.of(
            ".",
            "..",
            "/",
            "\\",
            ":",
            " ",
            "-",
            "~",
            "con",
            "COM",
            "¹",
            "1",
            "aux",
            ".txt",
            "\0",
            "\n",
            "\u001B",
            "\u202E",
            "\u00A0",
            "\uFEFF",
            "\uD83C",
            "\uDF89",
            "u\u0308",
            "会",
            "(1)",
            "$",
            "x".repeat(100),
            "é".repeat(60),
            "\u0344")
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces));
  }

  private static void isSafe(String safe) {
    Path path = Path.of("/safe").resolve(safe).normalize();
    String stem = safe.replaceAll("[.].*", "").strip();

    assertThat(safe)
        .isNotBlank()
        .doesNotStartWith(".")
        .doesNotStartWith("-")
        .isEqualTo(safe.strip());
    assertThat(safe).doesNotEndWith(".");
    assertThat(path.getParent()).isEqualTo(Path.of("/safe"));
    assertThat(safe.chars()).noneMatch(c -> "/\\:*?\"<>|".indexOf(c) >= 0 || c < ' ');
    assertThat(new String(safe.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(safe);
    assertThat(octets(safe)).isLessThanOrEqualTo(255);
    assertThat(stem.toLowerCase(Locale.ROOT)).doesNotMatch("con|prn|aux|nul|(com|lpt)[0-9¹²³]");
    assertThat(Normalizer.isNormalized(safe, Normalizer.Form.NFC)).isTrue();
  }
}
