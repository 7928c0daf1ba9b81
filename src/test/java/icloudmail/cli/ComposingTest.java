package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.ProgramRun;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTML, Markdown, what they show, and what goes along: as {@code --dry-run} prints it. */
class ComposingTest {
  @TempDir Path directory;

  private CliRun.Setting setting() {
    return CliRun.Setting.of(Map.of("ICLOUD_MAIL_LOGIN", "jo@icloud.com"), directory);
  }

  private CliRun dry(CliRun.Setting setting, String... more) {
    List<String> arguments = new ArrayList<>(List.of("send", "--dry-run"));
    arguments.addAll(List.of(more));
    arguments.add("a@example.com");
    return setting.run(arguments.toArray(String[]::new));
  }

  private MimeMessage composed(String... more) throws MessagingException {
    return parse(dry(setting(), more));
  }

  private static MimeMessage parse(CliRun run) throws MessagingException {
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    return new MimeMessage(null, new ByteArrayInputStream(run.stdout().toByteArray()));
  }

  private void fails(int code, String why, String... more) {
    CliRun run = dry(setting(), more);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(why);
  }

  private String file(String name) throws IOException {
    return Files.writeString(directory.resolve(name), "bytes of " + name).toString();
  }

  private static String type(Part part) throws MessagingException {
    return part.getContentType().replaceAll("(?s);.*", "");
  }

  /** Types in order, those of the parts of each in brackets. */
  private static String structure(Part part) throws MessagingException, IOException {
    if (!(part.getContent() instanceof Multipart parts)) {
      return type(part);
    }
    List<String> inner = new ArrayList<>();
    for (int i = 0; i < parts.getCount(); i++) {
      inner.add(structure(parts.getBodyPart(i)));
    }
    return type(part).replace("multipart/", "") + inner;
  }

  private static List<Part> leaves(Part part) throws MessagingException, IOException {
    if (!(part.getContent() instanceof Multipart parts)) {
      return List.of(part);
    }
    List<Part> leaves = new ArrayList<>();
    for (int i = 0; i < parts.getCount(); i++) {
      leaves.addAll(leaves(parts.getBodyPart(i)));
    }
    return leaves;
  }

  private static String text(Part part) throws MessagingException, IOException {
    return ((String) part.getContent()).replace("\r\n", "\n");
  }

  @Test
  void htmlGoesWithThePlainTextOfIt() throws Exception {
    MimeMessage message =
        composed("--html", "-m", "<p>Grüße <a href=\"https://x.example\">hier</a></p>");

    assertThat(structure(message)).isEqualTo("alternative[text/plain, text/html]");
    assertThat(text(leaves(message).get(0))).isEqualTo("Grüße hier [1]\n\n[1] https://x.example\n");
    assertThat(text(leaves(message).get(1)))
        .startsWith("<!DOCTYPE html>\n")
        .contains("<p>Grüße <a href=\"https://x.example\">hier</a></p>");
  }

  @Test
  void aWholeDocumentStaysAsItIs() throws Exception {
    String document = "<!doctype html><html><body>x</body></html>\n";

    assertThat(text(leaves(composed("--html", "-m", document)).get(1))).isEqualTo(document);
  }

  @Test
  void markdownIsSentAsItWasWrittenAndAsHtml() throws Exception {
    String source =
        "# Head\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\nsee https://x.example/a_b\n\n"
            + "```\ncode <b>\n```\n\n<u>raw</u> *so*\n";
    MimeMessage message = composed("--markdown", "-m", source);

    assertThat(structure(message)).isEqualTo("alternative[text/plain, text/html]");
    assertThat(text(leaves(message).get(0))).isEqualTo(source);
    assertThat(text(leaves(message).get(1)))
        .contains("<h1>Head</h1>", "<table>", "<td align=\"right\">2</td>")
        .contains("<a href=\"https://x.example/a_b\">https://x.example/a_b</a>")
        .contains("<pre><code>code &lt;b&gt;\n</code></pre>")
        .contains("<u>raw</u> <em>so</em>");
  }

  @Test
  void markdownThatCannotBecomeHtmlIsKept() {
    String source = "**a *b ".repeat(8_000) + " c* d**".repeat(8_000);
    CliRun run =
        setting().withStdin(source).run("send", "--markdown", "-s", "x", "bob@example.com");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(65);
    assertThat(run.err()).contains("nested too deeply", "The text is kept in ");
  }

  @Test
  void whatIsShownStandsBesideTheTextAndWhatIsAttachedOutside() throws Exception {
    MimeMessage message =
        composed(
            "--html",
            "-m",
            "<img src='cid:logo.png'>",
            "--inline",
            file("logo.png"),
            "-A",
            file("a.pdf"));

    assertThat(structure(message))
        .isEqualTo(
            "mixed[related[alternative[text/plain, text/html], image/png], application/pdf]");
    assertThat(((Multipart) message.getContent()).getBodyPart(0).getContentType())
        .contains("type=\"multipart/alternative\"");
    assertThat(structure(composed("-m", "x", "-A", file("b.pdf"))))
        .isEqualTo("mixed[text/plain, application/pdf]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "logo.png     | <img src=\"cid:logo.png\">",
        "my logo.png  | <img src=\"cid:my logo.png\">",
        "my logo.png  | <img src='cid:my%20logo.png'>",
        "50%.png      | <img src=\"cid:50%25.png\">",
        "50%.png      | <img src=\"cid:50%.png\">",
        "Übersicht.png | <img src=\"cid:Übersicht.png\">",
        "Übersicht.png | <img src=\"cid:%C3%9Cbersicht.png\">",
        "a&b.png      | <img src=\"cid:a&amp;b.png\">",
        "it's.png     | <img src=\"cid:it's.png\">",
        "x (1).png    | <img src=\"cid:x%20(1).png\">",
        "x+y.png      | <img src=\"cid:x+y.png\">",
        "a$1.png      | <img src=\"cid:a$1.png\">",
        "bg.png       | <td background=cid:bg.png>",
        "bg.png       | <p style=\"background: url('cid:bg.png')\">",
        "bg.png       | <p style=\"background: url(cid:bg.png)\">",
      })
  void aNameInHtmlBecomesTheContentIdOfItsFile(String name, String html) throws Exception {
    MimeMessage message = composed("--html", "-m", html, "--inline", file(name));

    BodyPart shown = ((Multipart) message.getContent()).getBodyPart(1);
    String id = shown.getHeader("Content-ID")[0];
    assertThat(id).matches("<[A-Za-z0-9.-]+@icloud\\.com>");
    assertThat(shown.getDisposition()).isEqualTo("inline");
    assertThat(shown.getFileName()).isEqualTo(name);
    assertThat(text(leaves(message).get(1)))
        .contains("cid:" + id.substring(1, id.length() - 1))
        .doesNotContain("cid:" + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"![Logo](cid:my%20logo.png)", "![Logo](<cid:my logo.png>)"})
  void markdownShowsFilesToo(String source) throws Exception {
    MimeMessage message = composed("--markdown", "-m", source, "--inline", file("my logo.png"));

    assertThat(text(leaves(message).get(0))).isEqualTo("[Logo]\n");
    Matcher image =
        Pattern.compile("src=\"cid:(part1\\.[^\"]+)\"").matcher(text(leaves(message).get(1)));
    assertThat(image.find()).isTrue();
    assertThat(leaves(message).get(2).getHeader("Content-ID"))
        .containsExactly("<" + image.group(1) + ">");
  }

  @Test
  void oneNameWithinAnotherIsNotConfused() throws Exception {
    MimeMessage message =
        composed(
            "--html",
            "-m",
            "<img src=\"cid:a.png\"><img src=\"cid:a.png.png\">",
            "--inline",
            file("a.png"),
            "--inline",
            file("a.png.png"));

    List<Part> leaves = leaves(message);
    String first = leaves.get(2).getHeader("Content-ID")[0].replaceAll("[<>]", "");
    String second = leaves.get(3).getHeader("Content-ID")[0].replaceAll("[<>]", "");
    assertThat(text(leaves.get(1)))
        .contains("<img src=\"cid:" + first + "\"><img src=\"cid:" + second + "\">");
  }

  @Test
  void whatIsShownMustGoAlongAndWhatGoesAlongMustBeShown() throws IOException {
    fails(
        65,
        "the HTML shows cid:b.png, and no inline file is called so",
        "--html",
        "-m",
        "<img src=\"cid:b.png\">");
    fails(
        65,
        "nothing in the HTML shows the inline file a.png",
        "--html",
        "-m",
        "<p>x</p>",
        "--inline",
        file("a.png"));
    fails(
        65,
        "the HTML shows cid:a.png.png, and no inline file is called so",
        "--html",
        "-m",
        "<img src=\"cid:a.png.png\">",
        "--inline",
        file("a.png"));
    fails(
        65,
        "two inline files are called a.png",
        "--html",
        "-m",
        "<img src=\"cid:a.png\">",
        "--inline",
        file("a.png"),
        "--inline",
        file("c.png") + ";name=a.png");
    fails(64, "plain text shows no inline file", "-m", "x", "--inline", file("a.png"));
    fails(64, "--html and --markdown both tell what the text is", "--html", "--markdown", "-m", "");
  }

  @Test
  void aTextThatSpeaksOfCidShowsNothing() throws Exception {
    String html = "<p>write cid:x.png</p><img src=\"cid:x.png\">";
    MimeMessage message = composed("--html", "-m", html, "--inline", file("x.png"));

    assertThat(text(leaves(message).get(1)))
        .contains("<p>write cid:x.png</p><img src=\"cid:part1.");
    assertThat(structure(composed("--html", "-m", "<p>write cid:x.png</p>")))
        .isEqualTo("alternative[text/plain, text/html]");
  }

  @Test
  void standardInputCanBeAttachedUnderAName() throws Exception {
    CliRun.Setting piped = setting().withStdin("a,b\n1,2\n");
    MimeMessage message = parse(dry(piped, "-m", "see", "-A", "-;name=report.csv"));

    assertThat(structure(message)).isEqualTo("mixed[text/plain, text/csv]");
    Part report = leaves(message).get(1);
    assertThat(report.getFileName()).isEqualTo("report.csv");
    assertThat(report.getInputStream())
        .hasBinaryContent("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    assertThat(leaves(parse(dry(piped, "-m", "x", "-A", "-"))).get(1).getFileName())
        .isEqualTo("attachment");
  }

  @Test
  void standardInputIsOneThing() {
    fails(64, "the message has no text", "-A", "-;name=report.csv");
    fails(64, "standard input can be attached once", "-m", "x", "-A", "-", "-A", "-;name=b");
  }

  @Test
  void aPipeCanBeAttached() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(ProgramRun.of(directory, Map.of("PATH", "/usr/bin:/bin"), "", "mkfifo", "pipe"))
        .isEqualTo(new ProgramRun(0, "", ""));
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              try {
                Files.writeString(pipe, "through a pipe");
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });

    MimeMessage message = composed("-m", "x", "-A", pipe + ";name=p.txt");

    writer.join();
    assertThat(leaves(message).get(1).getInputStream())
        .hasBinaryContent("through a pipe".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "'Subject: x\r\n\r\nplain\r\n', message/rfc822, 7bit",
    "'Subject: x\r\n\r\nGrüße\r\n', message/rfc822, 8bit",
    "'Subject: x\r\n\r\nno end', message/rfc822, 7bit",
    "'Subject: x\n\nbare\n', application/octet-stream, base64",
    "'Subject: x\r\n\r\nlone\rCR\r\n', application/octet-stream, base64",
    "'Subject: x\r\n\r\nends\r', application/octet-stream, base64",
  })
  void aMessageIsAttachedAsOneWhereItNeedNotBeAltered(String inner, String type, String encoding)
      throws Exception {
    Path file = Files.writeString(directory.resolve("m.eml"), inner);
    CliRun run = dry(setting(), "-m", "x", "-A", file + ";type=message/rfc822");
    Part part = ((Multipart) parse(run).getContent()).getBodyPart(1);

    assertThat(type(part)).isEqualTo(type);
    assertThat(part.getHeader("Content-Transfer-Encoding")).containsExactly(encoding);
    if (encoding.equals("base64")) {
      assertThat(part.getInputStream()).hasBinaryContent(inner.getBytes(StandardCharsets.UTF_8));
    } else {
      assertThat(run.out()).contains("\r\n\r\n" + inner + "\r\n--");
    }
  }

  @Test
  void aMessageWithALongLineOrFromAPipeIsAFile() throws Exception {
    Path file = Files.writeString(directory.resolve("m.eml"), "A: " + "x".repeat(996) + "\r\n");
    String type = ";type=message/rfc822";
    CliRun.Setting piped = setting().withStdin("Subject: x\r\n\r\n");

    assertThat(structure(composed("-m", "x", "-A", file + type)))
        .isEqualTo("mixed[text/plain, application/octet-stream]");
    assertThat(structure(parse(dry(piped, "-m", "x", "-A", "-;name=m.eml" + type))))
        .isEqualTo("mixed[text/plain, application/octet-stream]");
    Files.writeString(file, "A: " + "x".repeat(995) + "\r\n\r\n");
    assertThat(structure(composed("-m", "x", "-A", file + type)))
        .isEqualTo("mixed[text/plain, message/rfc822]");
  }

  @Test
  void furtherFieldsAndWhereAnswersGo() throws Exception {
    MimeMessage message =
        composed(
            "-m",
            "x",
            "-H",
            "X-Odd: ü  1",
            "-H",
            "x-odd: 2",
            "--reply-to",
            "Jö <r@bücher.example>, s@example.com");

    assertThat(message.getHeader("X-Odd")).containsExactly("=?UTF-8?B?w7wgIDE=?=", "2");
    assertThat(message.getHeader("Reply-To", null))
        .isEqualTo("=?UTF-8?B?SsO2?= <r@xn--bcher-kva.example>, s@example.com");
  }

  @Test
  void whatIsNoFieldIsRefused() {
    fails(64, "has an option of its own: -s", "-m", "x", "-H", "Subject: y");
    fails(64, "is written by the program", "-m", "x", "-H", "Message-ID: <y>");
    fails(64, "is not a header field 'Name: value'", "-m", "x", "-H", "X-Odd");
    fails(65, "the field X-Odd holds a line break", "-m", "x", "-H", "X-Odd: a\nBcc: b@x.de");
    fails(65, "'nobody' is not an address", "-m", "x", "--reply-to", "nobody");
  }

  @Test
  void noArgumentIsAFileOfArguments() throws Exception {
    Files.writeString(directory.resolve("args"), "evil -b b@evil.example");

    assertThat(composed("-m", "x", "-s", "@" + directory.resolve("args")).getSubject())
        .isEqualTo("@" + directory.resolve("args"));
    assertThat(composed("-m", "x", "-s", "@@jo").getSubject()).isEqualTo("@@jo");
  }
}
