package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.ScriptedImap;
import icloudmail.testkit.TestCertificate;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of many numbers or words do not fill the memory of the packaged program. */
class HeavyAnswersIT {
  @TempDir Path directory;

  private static final Pattern ROW = Pattern.compile("UID FETCH ([0-9:,]+) .*");

  /** A folder in which a search finds these UIDs, and a list these rows. */
  private ProgramRun runAgainst(LongStream found, String flags, String... line) {
    String numbers = found.mapToObj(Long::toString).collect(Collectors.joining(" "));
    BiFunction<String, String, String> script =
        (tag, command) -> {
          String ok = tag + " OK done\r\n";
          Matcher rows = ROW.matcher(command);
          if (command.startsWith("EXAMINE")) {
            return "* FLAGS (\\Seen)\r\n* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n" + ok;
          }
          if (command.startsWith("UID SEARCH")) {
            return "* SEARCH " + numbers + "\r\n" + ok;
          }
          return rows.matches()
              ? rows(rows.group(1)) + ok
              : command.startsWith("FETCH") ? row(3, flags) + ok : ok;
        };
    try (ScriptedImap server = new ScriptedImap(TestCertificate.valid(), script)) {
      Map<String, String> environment =
          new HashMap<>(
              CliRun.Setting.against(server.port(), 1, TestCertificate.valid(), directory)
                  .environment());
      environment.put("HOME", directory.toString());
      environment.put("PATH", "/usr/bin:/bin");
      environment.put("JAVA_HOME", System.getProperty("java.home"));
      String[] command =
          Stream.concat(Stream.of(ProgramRun.launcher().toString()), Stream.of(line))
              .toArray(String[]::new);
      return ProgramRun.of(directory, environment, "", command);
    }
  }

  private static void isNoBug(ProgramRun run) {
    assertThat(run.exitCode()).as(shortened(run)).isNotEqualTo(70).isLessThan(128);
    assertThat(run.err()).as(shortened(run)).doesNotContain("OutOfMemory", "StackOverflow", "bug");
  }

  private static String shortened(ProgramRun run) {
    String text = run.toString();
    return text.substring(0, Math.min(2000, text.length()));
  }

  private static String rows(String set) {
    return Stream.of(set.split(","))
        .map(range -> range.split(":"))
        .flatMapToLong(
            ends ->
                LongStream.rangeClosed(
                    Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1])))
        .mapToObj(uid -> row(uid, ""))
        .collect(Collectors.joining());
  }

  private static String row(long uid, String flags) {
    String header = "From: a@b.example\r\nSubject: number\r\n\r\n";
    return "* 3 FETCH (UID %d FLAGS (%s) RFC822.SIZE 90 BODY[HEADER.FIELDS (DATE)] {%d}\r\n%s)\r\n"
        .formatted(uid, flags, header.length(), header);
  }

  static Stream<Arguments> findings() {
    return Stream.of(
        Arguments.of("two million of seven digits", LongStream.range(0, 2_000_000)),
        Arguments.of("1.4 million of ten digits", LongStream.range(3_998_000_000L, 3_999_400_000L)),
        Arguments.of(
            "a million, the oldest last",
            LongStream.rangeClosed(1, 1_000_000).map(number -> 1_000_001 - number)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("findings")
  void aSearchMayFindMany(String what, LongStream found) {
    ProgramRun run = runAgainst(found, "", "list", "subject:number");

    isNoBug(run);
    assertThat(run.exitCode()).as(shortened(run)).isZero();
    assertThat(run.out().lines().count()).as(shortened(run)).isPositive();
  }

  @Test
  void aSearchThatFindsTooMuchIsLeft() {
    ProgramRun run =
        runAgainst(
            LongStream.range(0, 8_000_000).map(number -> number % 9 + 1), "", "list", "subject:x");

    assertThat(run.exitCode()).as(shortened(run)).isEqualTo(76);
    assertThat(run.err()).contains("the server sends too much").hasSizeLessThan(1500);
  }

  @ParameterizedTest
  @ValueSource(ints = {100_000, 500_000, 7_000_000})
  void aMessageWithFlagsWithoutEndIsLeft(int flags) {
    ProgramRun run = runAgainst(LongStream.empty(), "a ".repeat(flags) + "a", "list");

    assertThat(run.exitCode()).as(shortened(run)).isIn(0, 76);
    isNoBug(run);
  }

  @Test
  void aFlagOfMegabytesIsLeft() {
    ProgramRun run = runAgainst(LongStream.empty(), "a".repeat(15_000_000), "list");

    assertThat(run.exitCode()).as(shortened(run)).isEqualTo(76);
    assertThat(run.err()).contains("the server sends too much").hasSizeLessThan(1500);
  }
}
