package icloudmail.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wherever text of strangers comes out it is UTF-8, gives a terminal no order, and is JSON where
 * JSON was asked for.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrangersTextTest {
  private static final Pattern ORDERS =
      Pattern.compile(
          "[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]");

  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** What the header and the texts of the message are full of. */
  private static final String ORDERLY =
      "\u001B[2J\u001B]52;c;eA==\u0007\u001B]8;;http://x.example\u001B\\\u009B31m\u0090q\u0000\b\r"
          + "\u007F\u0085\u202E\u2066\u200F\u061C\u2028\u2029\t\uDB40\uDC41";

  private static final String[] HALVES = {"utf-16be", "utf-7", "cesu-8", "utf-8", "utf-32be"};

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  private static String word(String charset, byte[] octets) {
    return "=?" + charset + "?B?" + Base64.getEncoder().encodeToString(octets) + "?=";
  }

  private static String evil() {
    StringBuilder all = new StringBuilder(word("utf-8", ORDERLY.getBytes(UTF_8)));
    for (String charset : HALVES) {
      all.append(' ').append(word(charset, half(charset)));
    }
    return all.toString();
  }

  /** The octets of a high surrogate that stands alone, between two letters. */
  private static byte[] half(String charset) {
    String octets =
        switch (charset) {
          case "utf-16be" -> "\0a\u00D8\0\0b";
          case "utf-7" -> "a+2AA-b";
          case "utf-32be" -> "\0\0\0a\0\0\u00D8\0\0\0\0b";
          default -> "a\u00ED\u00A0\u0080b";
        };
    return octets.getBytes(ISO_8859_1);
  }

  private static byte[] message() {
    String evil = evil();
    String raw = "x\u001B[2J\u009B\u0007\b\u007Fy";
    return ("From: "
            + evil
            + " <\"a\u001B[2Jb\"@x\u001By.example>\n"
            + "To: "
            + evil
            + " <\u202E@example.com>, \u001B[2J\n"
            + "Cc: group\u001B[2J: "
            + evil
            + " <c@example.com>;\n"
            + "Reply-To: "
            + evil
            + " <r\u0007@example.com>\n"
            + "Subject: "
            + evil
            + raw
            + "\n"
            + "Date: Mon, 23 Nov 2026 09:00:00 +0100\n"
            + "Message-ID: <a\u001B[2J\u0007`id`$(id);@example.com>\n"
            + "References: <r\u001B[2J@x> <\u202E@x>\n"
            + "Delivered-To: \u001B[2J@icloud.com\n"
            + "X-Odd\u001B[2J: "
            + evil
            + raw
            + "\n"
            + "MIME-Version: 1.0\n"
            + "Content-Type: multipart/mixed; boundary=b\n\n"
            + "--b\nContent-Type: text/plain; charset=utf-7\n\n"
            + "a+2AA-b "
            + ORDERLY
            + "\n"
            + "--b\nContent-Type: text/plain; charset=\"x\u001B[2J\u202E\"\n\n"
            + ORDERLY
            + "\n"
            + "--b\nContent-Type: text/html; charset=utf-8\n\n"
            + "<p title='&#27;'>&#xD800; &#27;[2J &#x9b;31m &#x202e; &#0; &#xE0041;"
            + ORDERLY
            + "<a href=\"http://x.example/&#27;[2J&#x202e;\">link</a></p>\n"
            + "--b\nContent-Type: message/rfc822\n\nFrom: "
            + evil
            + " <i\u001B@x.example>\n"
            + "Date: \u001B[2J\nSubject: "
            + evil
            + raw
            + "\n\n"
            + ORDERLY
            + "\n"
            + "--b\nContent-Type: text/calendar; charset=utf-8\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\n"
            + "SUMMARY:"
            + raw
            + "\u202E\nLOCATION:"
            + raw
            + "\nORGANIZER;CN="
            + raw
            + ":mailto:o"
            + raw
            + "@x\nDTSTART;TZID="
            + raw
            + ":20261130T090000\nRRULE:"
            + raw
            + "\nEND:VEVENT\nEND:VCALENDAR\n"
            + "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; "
            + raw
            + "\n\n"
            + "Final-Recipient: rfc822; "
            + raw
            + "@x\nAction: failed\nDiagnostic-Code: smtp; "
            + raw
            + "\n"
            + "--b\nContent-Type: message/external-body; access-type=\""
            + raw
            + "\"; url=\""
            + raw
            + "\"\n\nContent-Type: text/plain\n\n"
            + "--b\nContent-Type: application/x"
            + raw
            + "; name=\""
            + raw
            + "\"\n"
            + "Content-Disposition: attachment; filename*=utf-16be''a%D8%00b%1B%20%2E\n\nx\n"
            + "--b\nContent-Type: application/pdf\nContent-Disposition: attachment;"
            + " filename=\""
            + evil
            + ".pdf\"\n\nx\n--b--\n")
        .getBytes(UTF_8);
  }

  @BeforeAll
  void deliver() {
    icloud.mailboxes().create("odd\u001B[2J\u202E");
    icloud.mailboxes().deliver("INBOX", message());
    icloud.mailboxes().deliver("odd\u001B[2J\u202E", message());
  }

  @AfterAll
  void close() {
    icloud.close();
  }

  static Stream<List<String>> lines() {
    Stream<String> answers =
        Stream.of("--reply", "--forward")
            .map(way -> "send " + way + " INBOX/1451405933/2272 --dry-run -m x a@example.com");
    Stream<String> others =
        Stream.of(
                "list",
                "list --snippet",
                "list --threads",
                "list in:any",
                "list has:attachment",
                "fetch 2272",
                "fetch 2272 -v",
                "fetch 2272 --prefer html",
                "fetch 2272 --as html",
                "fetch 2272 --as headers",
                "fetch 2272 --as attachments -o saved",
                "fetch 2272 --as attachments -o saved --part nothing*",
                "fetch in:any --as eml -o e --new",
                "fetch in:any --as maildir -o d --new",
                "fetch in:any --as mbox -o b --new",
                "check",
                "check --new=%s --from-start",
                "folders",
                "mark 2272 --flag --dry-run",
                "move 2272 archive --dry-run")
            .flatMap(
                line -> Stream.of("", " --json", " --jsonl", " --tsv").map(form -> line + form));
    return Stream.concat(others, answers).map(line -> List.of(line.split(" ")));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void itIsHarmlessInAPipe(List<String> line) throws IOException {
    isHarmless(line, run(icloud.setting(state()), line));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void itIsHarmlessOnATerminal(List<String> line) throws IOException {
    isHarmless(line, run(icloud.setting(state()).onTerminal(80), line));
  }

  private Path state() throws IOException {
    return Files.createTempDirectory(directory, "state");
  }

  private CliRun run(CliRun.Setting setting, List<String> line) throws IOException {
    Path out = state();
    return setting.run(
        line.stream()
            .map(
                word ->
                    line.indexOf(word) > 0 && line.get(line.indexOf(word) - 1).equals("-o")
                        ? out.resolve(word).toString()
                        : word.replace("%s", "job"))
            .toArray(String[]::new));
  }

  private static void isHarmless(List<String> line, CliRun run) {
    if (System.getProperty("show") != null) System.out.println(line + " => " + run);
    assertThat(run.exitCode()).as(run.toString()).isIn(0, 1, 65);
    String out = strict(run.stdout().toByteArray());
    boolean message = line.contains("--dry-run") && line.contains("send");
    assertThat(message ? out.replace("\r\n", "\n") : out).doesNotContainPattern(ORDERS);
    assertThat(run.err()).doesNotContainPattern(ORDERS);
    assertThat(isWhole(run.err())).isTrue();
    assertThat(out).doesNotContain("a?b");
    if (line.contains("--json")) {
      isStrict(out);
    } else if (line.contains("--jsonl")) {
      out.lines().forEach(StrangersTextTest::isStrict);
    }
  }

  private static String strict(byte[] octets) {
    try {
      return UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(octets))
          .toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("no UTF-8: " + new String(octets, ISO_8859_1), e);
    }
  }

  private static void isStrict(String json) {
    try {
      texts(STRICT.readTree(json)).forEach(text -> assertThat(isWhole(text)).as(json).isTrue());
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + json, e);
    }
  }

  private static Stream<String> texts(JsonNode node) {
    return node.isTextual()
        ? Stream.of(node.textValue())
        : Stream.iterate(node.elements(), java.util.Iterator::hasNext, each -> each)
            .flatMap(each -> texts(each.next()));
  }

  /** Whether no half of a surrogate pair stands alone. */
  private static boolean isWhole(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }
}
