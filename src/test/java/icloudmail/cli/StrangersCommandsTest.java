package icloudmail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.Schema;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers write is handed to the command of {@code --exec}, and is never one. */
class StrangersCommandsTest {
  /** Keeps the environment and the input of the run. */
  private static final String SPY = "env -0 > \"$0\"; cat > \"$1\"";

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private static String word(String text) {
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + "?=";
  }

  private CliRun check(String... query) {
    Stream<String> command =
        Stream.of(
            "--exec",
            "/bin/sh",
            "-c",
            SPY,
            directory.resolve("environment").toString(),
            directory.resolve("input").toString());
    String[] line =
        Stream.of(Stream.of("check"), Stream.of(query), command)
            .flatMap(each -> each)
            .toArray(String[]::new);
    return icloud.setting(directory).run(line);
  }

  private Map<String, String> environment() throws IOException {
    return Stream.of(Files.readString(directory.resolve("environment")).split("\0"))
        .filter(each -> each.startsWith("ICLOUD_MAIL_"))
        .collect(
            Collectors.toMap(
                each -> each.substring(0, each.indexOf('=')),
                each -> each.substring(each.indexOf('=') + 1)));
  }

  static Stream<Arguments> words() {
    return Stream.of(
        Arguments.of("$(touch TRAP)", "$(touch TRAP)"),
        Arguments.of("`touch TRAP`", "`touch TRAP`"),
        Arguments.of("; touch TRAP #", "; touch TRAP #"),
        Arguments.of("x\n touch TRAP\n", "x touch TRAP"),
        Arguments.of("x\r\ntouch TRAP", "x touch TRAP"),
        Arguments.of("| touch TRAP & touch TRAP", "| touch TRAP & touch TRAP"),
        Arguments.of("\"; touch TRAP; \"", "\"; touch TRAP; \""),
        Arguments.of("'; touch TRAP; '", "'; touch TRAP; '"),
        Arguments.of("() { :; }; touch TRAP", "() { :; }; touch TRAP"),
        Arguments.of("-rf /", "-rf /"),
        Arguments.of("--exec=touch", "--exec=touch"),
        Arguments.of("a\0b=c\0LD_PRELOAD=/x", "a b=c LD_PRELOAD=/x"),
        Arguments.of("${IFS}%s%n$HOME*?~", "${IFS}%s%n$HOME*?~"),
        Arguments.of("\u001B[2J\u202E", "[2J"),
        Arguments.of("=", "="),
        Arguments.of("a\nICLOUD_MAIL_PASSWORD=b", "a ICLOUD_MAIL_PASSWORD=b"));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @MethodSource("words")
  void noWordIsTakenForACommandOrAnotherVariable(String stranger, String handed) throws Exception {
    String trap = directory.resolve("trap").toString();
    String word = stranger.replace("TRAP", trap);
    icloud.deliver(
        "From: %s <a@example.com>\nSubject: %s\nMessage-ID: <%s@example.com>\n\nx\n"
            .formatted(word(word), word(word), word.replaceAll("[\\s<>\0\u001B\u202E]", "")));

    CliRun run = check();

    assertThat(run.exitCode()).as(run.toString()).isZero();
    String expected = handed.replace("TRAP", trap);
    String id = word.replaceAll("[\\s<>\0\u001B\u202E]", "");
    assertThat(environment())
        .containsEntry("ICLOUD_MAIL_SUBJECT", expected)
        .containsEntry("ICLOUD_MAIL_FROM", expected + " <a@example.com>")
        .containsEntry("ICLOUD_MAIL_MESSAGE_ID", "<" + id + "@example.com>")
        .containsOnlyKeys(
            "ICLOUD_MAIL_SUBJECT",
            "ICLOUD_MAIL_FROM",
            "ICLOUD_MAIL_MESSAGE_ID",
            "ICLOUD_MAIL_DATE",
            "ICLOUD_MAIL_REF");
    assertThat(directory.resolve("trap")).doesNotExist();
    assertThat(Schema.parse(Files.readString(directory.resolve("input"))).get("subject").asText())
        .isEqualTo(word.strip());
  }

  @Test
  void noHeaderIsTooLongForAnEnvironment() throws Exception {
    icloud.deliver(
        "From: %s <%s@example.com>\nSubject: %s\nMessage-ID: <%s@x>\n\nx\n"
            .formatted(
                "\u4F1A".repeat(300_000),
                "f".repeat(1_000_000),
                "\u8B70 ".repeat(1_000_000),
                "m".repeat(1_000_000)));

    CliRun run = check();

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(environment().values()).allSatisfy(each -> assertThat(each).hasSizeLessThan(2001));
    assertThat(environment().get("ICLOUD_MAIL_SUBJECT")).startsWith("\u8B70 \u8B70").endsWith("…");
    assertThat(environment().get("ICLOUD_MAIL_MESSAGE_ID")).startsWith("<mmm").endsWith("…");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c\nd", "-e", "$(touch x)", "a=b"})
  void aFolderOfAnyNameIsToldWhole(String folder) throws Exception {
    icloud.mailboxes().create(folder);
    icloud.mailboxes().deliver(folder, "Subject: s\n\nx\n");

    CliRun run = check("in:any");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(environment().get("ICLOUD_MAIL_REF")).startsWith(folder + "/").endsWith("/11272");
  }

  @Test
  void aFolderThatNoVariableHoldsIsToldInJsonAlone() throws Exception {
    for (String folder : List.of("a\0b", "f".repeat(200_000))) {
      icloud.mailboxes().create(folder);
      long uid = icloud.mailboxes().deliver(folder, "Subject: s\n\nx\n");

      CliRun run = check("in:any");
      icloud.mailboxes().expunge(folder, uid);

      assertThat(run.exitCode()).as(run.toString()).isZero();
      assertThat(environment()).containsEntry("ICLOUD_MAIL_REF", "");
      assertThat(Schema.parse(Files.readString(directory.resolve("input"))).get("ref").asText())
          .startsWith(folder + "/");
    }
  }
}
