package icloudmail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Schema;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attachments of every ugly name in one message, saved by a whole run. */
class AttachmentNamesTest {
  private static final List<String> NAMES =
      List.of(
          "../../outside",
          "..\\..\\outside",
          "/etc/cron.d/outside",
          "\\\\host\\share\\outside",
          "C:outside",
          "..",
          ".",
          "",
          " ",
          "~",
          "~root/.ssh/authorized_keys",
          ".ssh/authorized_keys",
          ".bashrc",
          ".",
          "-rf",
          "--output=outside",
          "a\0.txt\0.exe",
          "line\nend\r.txt",
          "x\u001B]0;owned\u0007.txt",
          "tab\tand\u000Bmore",
          "cod\u202Efdp.exe",
          "\u200E\u200F\u061C",
          "\uD83C half",
          "name. . ",
          "name\u00A0",
          "trailing ...",
          "CON",
          "con.tar.gz",
          "nul .txt",
          "COM\u00B9",
          "LPT9:",
          "aux",
          "a.txt:stream",
          "file.txt::$DATA",
          "*?<>|\"",
          "$(touch outside)",
          "`touch outside`; rm -rf *",
          "%2e%2e%2foutside",
          "\u2024\u2024/outside",
          "\uFF0E\uFF0E\uFF0Foutside",
          "\u2215etc\u2215outside",
          "archive.zip/../../outside",
          "archive.zip!/outside",
          "jar:file:/outside!/x.zip",
          "n".repeat(4000) + ".pdf",
          "\u4F1A".repeat(4000),
          "a" + "\u0301".repeat(4000) + ".txt",
          "x." + "e".repeat(4000),
          "Twin.txt",
          "twin.TXT",
          "TWIN.txt",
          "Mu\u0308ller",
          "M\u00FCller",
          "M\u00DCLLER",
          "stra\u00DFe",
          "STRASSE",
          "\u0130.txt",
          "i\u0307.txt",
          "\uFB01x",
          "fix",
          "desktop.ini",
          "Thumbs.db",
          "index.html");

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @BeforeEach
  void deliver() {
    StringBuilder message =
        new StringBuilder("Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n");
    for (int i = 0; i < NAMES.size(); i++) {
      message.append(
          "--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment;");
      message.append(parameter(i, NAMES.get(i))).append("\n\n").append("content ").append(i);
      message.append('\n');
    }
    icloud.deliver(message.append("--b--\n").toString());
  }

  @AfterEach
  void close() {
    icloud.close();
  }

  /** By turns as RFC 2231, as an encoded word, and in pieces. */
  private static String parameter(int index, String name) {
    return switch (index % 3) {
      case 0 -> "\n filename*=UTF-8''" + escaped(name);
      case 1 ->
          "\n filename=\"=?UTF-8?B?"
              + Base64.getEncoder().encodeToString(name.getBytes(UTF_8))
              + "?=\"";
      default -> {
        int half = name.offsetByCodePoints(0, name.codePointCount(0, name.length()) / 2);
        yield "\n filename*0*=UTF-8''"
            + escaped(name.substring(0, half))
            + ";\n filename*1*="
            + escaped(name.substring(half));
      }
    };
  }

  private static String escaped(String name) {
    StringBuilder text = new StringBuilder();
    for (byte octet : name.getBytes(UTF_8)) {
      text.append(String.format("%%%02X", octet));
    }
    return text.toString();
  }

  @Test
  void eachIsAFileOfItsOwnInTheDirectoryAndNowhereElse() throws IOException {
    Path saved = directory.resolve("home/jo/saved");

    CliRun run =
        icloud
            .setting(directory.resolve("state"))
            .run("fetch", "2272", "--as", "attachments", "-o", saved.toString(), "--jsonl");

    assertThat(run.exitCode()).as(run.err()).isZero();
    List<JsonNode> rows = run.out().lines().map(Schema::parse).toList();
    assertThat(rows).hasSize(NAMES.size());
    Set<String> folded = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      Path file = Path.of(rows.get(i).get("path").textValue());
      assertThat(file.getParent()).isEqualTo(saved);
      assertThat(Files.readString(file)).as(NAMES.get(i)).isEqualTo("content " + i);
      isHarmless(file.getFileName().toString());
      assertThat(folded.add(folded(file.getFileName().toString()))).as(file.toString()).isTrue();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      assertThat(all.filter(Files::isRegularFile).filter(file -> !file.startsWith(saved)))
          .allMatch(file -> file.startsWith(directory.resolve("state")));
    }
    try (Stream<Path> files = Files.list(saved)) {
      assertThat(files).hasSize(NAMES.size());
    }
  }

  @Test
  void theSameAgainReplacesNothing() throws IOException {
    Path saved = Files.createDirectory(directory.resolve("saved"));
    String[] line = {"fetch", "2272", "--as", "attachments", "-o", saved.toString()};

    CliRun first = icloud.setting(directory.resolve("state")).run(line);
    CliRun second = icloud.setting(directory.resolve("state")).run(line);

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.out().lines())
        .hasSize(NAMES.size())
        .doesNotContainAnyElementsOf(first.out().lines().toList());
    for (String path : first.out().lines().toList()) {
      assertThat(Path.of(path)).isRegularFile();
    }
  }

  private static void isHarmless(String name) {
    assertThat(name.getBytes(UTF_8)).as(name).hasSizeLessThanOrEqualTo(255);
    assertThat(name)
        .doesNotMatch(
            "(?s)[.-].*|.*[. ]|.*[/\\\\:*?\"<>|\\p{Cc}\\u200E\\u200F\\u061C\\u202A-\\u202E].*")
        .doesNotMatch("(?i)(con|prn|aux|nul|(com|lpt)[0-9\\u00B9\\u00B2\\u00B3]) *([.].*)?");
  }

  /** As a file system that knows neither case nor composition takes it. */
  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }
}
