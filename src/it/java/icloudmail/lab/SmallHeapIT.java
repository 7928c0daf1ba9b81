package icloudmail.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.icloud.Faults;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made to fill the memory does not fill that of the packaged program, which is 64 MB. */
class SmallHeapIT {
  private static final String HEAD =
      "From: eve@example.com\nTo: jo@icloud.com\nMessage-ID: <bomb@example.com>\n"
          + "Date: Sun, 22 Nov 2026 10:00:00 +0000\n";

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private ProgramRun run(String... arguments) {
    return runWith("", arguments);
  }

  private ProgramRun runWith(String stdin, String... arguments) {
    Map<String, String> environment = new HashMap<>(icloud.setting(directory).environment());
    environment.put("HOME", directory.toString());
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    String[] command =
        Stream.concat(Stream.of(ProgramRun.launcher().toString()), Stream.of(arguments))
            .toArray(String[]::new);
    return ProgramRun.of(directory, environment, stdin, command);
  }

  static Stream<Arguments> markdown() {
    return Stream.of(
        Arguments.of("3,000 quotes deep", "> ".repeat(3000) + "a\n", 0),
        Arguments.of("200,000 marks", "*a **b ".repeat(100_000), 65),
        Arguments.of("as many marks as may be", "*a **b ".repeat(16_000), 0),
        Arguments.of("emphasis 16,000 deep", "**a *b ".repeat(8_000) + " c* d**".repeat(8_000), 65),
        Arguments.of("1 MB of prose", "some words and more of them\n".repeat(35_000), 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("markdown")
  void markdownIsSentOrRefusedAndKept(String what, String source, int exitCode) {
    ProgramRun run = runWith(source, "send", "--markdown", "-s", "x", "bob@example.com");

    isNoBug(run);
    assertThat(run.exitCode()).as(shortened(run)).isEqualTo(exitCode);
    assertThat(run.err().contains("The text is kept in ")).isEqualTo(exitCode != 0);
  }

  private static void isNoBug(ProgramRun run) {
    assertThat(run.exitCode()).as(shortened(run)).isNotEqualTo(70).isLessThan(128);
    assertThat(run.err()).as(shortened(run)).doesNotContain("OutOfMemory", "StackOverflow", "bug");
  }

  private static String shortened(ProgramRun run) {
    String text = run.toString();
    return text.substring(0, Math.min(2000, text.length()));
  }

  static Stream<Arguments> heavyFaults() {
    Map<String, Consumer<Faults.Rule>> ways =
        Map.of(
            "a line of a gigabyte", rule -> rule.endless(1L << 30),
            "five million lines", rule -> rule.flood(5_000_000),
            "a literal of two gigabytes", rule -> rule.miscount(2_000_000_000));
    Map<String, List<String>> steps =
        Map.of(
            "CONNECT", List.of("check", "--count"),
            "EXAMINE", List.of("list"),
            "FETCH", List.of("list"),
            "UID FETCH", List.of("fetch", "2272"),
            "UID SEARCH", List.of("check", "subject:small"),
            "EHLO", List.of("send", "-m", "precious", "bob@example.com"),
            ".", List.of("send", "-m", "precious", "bob@example.com"));
    return ways.entrySet().stream()
        .flatMap(
            way ->
                steps.entrySet().stream()
                    .filter(
                        step ->
                            way.getKey().contains("literal") == step.getKey().contains("UID FETCH"))
                    .map(
                        step ->
                            Arguments.of(
                                way.getKey(), step.getKey(), step.getValue(), way.getValue())));
  }

  @ParameterizedTest(name = "{0} in the answer to {1}")
  @MethodSource("heavyFaults")
  void aServerThatSaysTooMuchIsLeft(
      String way, String step, List<String> line, Consumer<Faults.Rule> fault) {
    icloud.deliver(HEAD + "Subject: small\n\ntext\n");
    fault.accept(icloud.faults().on(step).always());

    ProgramRun run = run(line.toArray(String[]::new));

    assertThat(run.exitCode()).as(shortened(run)).isEqualTo(76);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("icloud-mail: ").hasSizeLessThan(1500);
  }

  static Stream<Arguments> bombs() {
    return Stream.of(
        Arguments.of("100,000 fields", HEAD + "X-A: b\n".repeat(100_000) + "\ntext\n"),
        Arguments.of(
            "100,000 fields of received mail",
            HEAD
                + "Received: from a by b; Sun, 22 Nov 2026 10:00:00 +0000\n".repeat(100_000)
                + "\ntext\n"),
        Arguments.of("a million fields", HEAD + fields(1_000_000) + "\ntext\n"),
        Arguments.of("fields of 40 MB", HEAD + fields(5_000_000) + "\ntext\n"),
        Arguments.of(
            "a million fields of a part",
            HEAD
                + "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
                + fields(1_000_000)
                + "\ntext\n--b--\n"),
        Arguments.of(
            "a million fields of an attached message",
            HEAD + "Content-Type: message/rfc822\n\n" + fields(1_000_000) + "\ntext\n"),
        Arguments.of(
            "900 parts of 3000 fields",
            HEAD
                + "Content-Type: multipart/mixed; boundary=b\n\n"
                + ("--b\n" + fields(3000) + "\ntext\n").repeat(900)),
        Arguments.of("a million lines that are no fields", HEAD + "a line\n".repeat(1_000_000)),
        Arguments.of("a field of 40 MB", HEAD + "X-A: " + "b".repeat(40_000_000) + "\n\ntext\n"),
        Arguments.of(
            "twenty fields of a megabyte of umlauts",
            HEAD + ("X-A: " + "\u00FC".repeat(500_000) + "\n").repeat(20) + "\ntext\n"),
        Arguments.of("a field of 10 MB", HEAD + "X-A: " + "b".repeat(10_000_000) + "\n\ntext\n"),
        Arguments.of(
            "a subject of 3 MB", HEAD + "Subject: " + "b ".repeat(1_500_000) + "\n\ntext\n"),
        Arguments.of(
            "a subject of 50,000 encoded words",
            HEAD + "Subject:" + " =?UTF-8?Q?=C3=BC?=\n".repeat(50_000) + "\ntext\n"),
        Arguments.of(
            "100,000 addresses", HEAD + "Cc: x" + ", a@b.example".repeat(100_000) + "\n\n"),
        Arguments.of("senders of 10 MB", HEAD + field("From", "a@b.example, ") + "\n\n"),
        Arguments.of("recipients of 10 MB", HEAD + field("To", "a@b, ") + "\n\n"),
        Arguments.of("recipients of 10 MB on lines", HEAD + field("Cc", "a@b,\n ") + "\n\n"),
        Arguments.of("references of 10 MB", HEAD + field("References", "<a@b> ") + "\n\n"),
        Arguments.of("a Message-ID of 10 MB", HEAD + field("Message-ID", "<a@b> ") + "\n\n"),
        Arguments.of("a date of 10 MB", HEAD + field("Date", "1 Jan ") + "\n\n"),
        Arguments.of("a type of 10 MB", HEAD + field("Content-Type", "text/plain;a=b;") + "\n\n"),
        Arguments.of(
            "a disposition of 10 MB",
            HEAD + field("Content-Disposition", "attachment;filename*0*=a;") + "\n\n"),
        Arguments.of("parts in parts, 10,000 deep", nested(10_000)),
        Arguments.of(
            "messages in messages, 10,000 deep",
            HEAD + "Content-Type: message/rfc822\n\n".repeat(10_000) + "text\n"),
        Arguments.of(
            "a million parts",
            HEAD
                + "Content-Type: multipart/mixed; boundary=b\n\n"
                + "--b\n\nx\n".repeat(1_000_000)),
        Arguments.of(
            "20 MB of base64 as text",
            HEAD
                + "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
                + ("QUFB".repeat(19) + "\n").repeat(260_000)),
        Arguments.of(
            "HTML 200,000 deep",
            HEAD + "Content-Type: text/html\n\n" + "<div>".repeat(200_000) + "text\n"),
        Arguments.of(
            "HTML of entities",
            HEAD + "Content-Type: text/html\n\n" + "&amp;&#x41;&bogus;".repeat(500_000) + "\n"),
        Arguments.of(
            "a table of 10,000 by 10,000 cells",
            HEAD
                + "Content-Type: text/html\n\n<table>"
                + "<tr><td colspan=10000 rowspan=10000>x".repeat(2000)
                + "\n"));
  }

  private static String fields(int number) {
    return "X-A: b\n".repeat(number);
  }

  private static String field(String name, String piece) {
    return name + ": " + piece.repeat(10_000_000 / piece.length());
  }

  private static String nested(int depth) {
    StringBuilder message = new StringBuilder(HEAD);
    for (int i = 0; i < depth; i++) {
      message.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\n\n--b");
      message.append(i).append('\n');
    }
    return message.append("\ntext\n").toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void aMessageThatIsMadeToDoHarmIsReadAsFarAsItGoes(String what, String message) {
    icloud.mailboxes().deliver("INBOX", message.getBytes(UTF_8));

    ProgramRun read = run("fetch", "2272");
    ProgramRun json = run("fetch", "--json", "2272");
    ProgramRun list = run("list");

    isNoBug(read);
    isNoBug(json);
    isNoBug(list);
    assertThat(read.exitCode()).as(shortened(read)).isZero();
    assertThat(json.exitCode()).as(shortened(json)).isZero();
    assertThat(list.exitCode()).as(shortened(list)).isZero();
    assertThat(list.out()).startsWith("INBOX/1451405933/2272\t");
  }

  @Test
  void twentyMessagesWithAMegabyteOfAddressesEachAreListed() {
    for (int number = 0; number < 20; number++) {
      String all = "a@b, ".repeat(200_000);
      icloud.deliver(HEAD + "Subject: n" + number + "\nCc: " + all + "\n\ntext\n");
    }

    ProgramRun list = run("list", "--json");
    ProgramRun check = run("check", "subject:n", "--count");

    isNoBug(list);
    isNoBug(check);
    assertThat(list.exitCode()).as(shortened(list)).isZero();
    assertThat(check.out()).as(shortened(check)).isEqualTo("20\n");
  }

  @Test
  void aMillionFieldsThatAreAskedForAreListed() {
    icloud.deliver(HEAD + "Subject: n\n" + "To: a\n".repeat(1_000_000) + "\ntext\n");

    ProgramRun list = run("list", "--json");

    isNoBug(list);
    assertThat(list.exitCode()).as(shortened(list)).isZero();
    assertThat(list.out()).contains("INBOX/1451405933/2272");
  }

  static Stream<Arguments> large() {
    return Stream.of(
        Arguments.of(
            "half a million parts",
            HEAD + "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(500_000)),
        Arguments.of("a million fields", HEAD + fields(1_000_000) + "\ntext\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("large")
  void suchMessagesAreSavedOctetByOctet(String what, String message) {
    icloud.mailboxes().deliver("INBOX", message.getBytes(UTF_8));

    ProgramRun run = run("fetch", "--as", "eml", "-o", "saved", "2272");

    isNoBug(run);
    assertThat(run.exitCode()).as(shortened(run)).isZero();
    assertThat(directory.resolve("saved"))
        .isDirectoryRecursivelyContaining(
            file -> file.toFile().length() == message.replace("\n", "\r\n").length());
  }
}
