package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.MailServers;
import icloudmail.testkit.icloud.ICloud;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever stands in an option: it is refused and nothing is sent, or the message has the fields
 * that were asked for and no other, and the server hears the commands of one message.
 */
class NothingIsSmuggledInTest {
  /** Where the text of a try goes: {@code %s} in this argument. */
  enum Place {
    TO("%s"),
    TO_NAME("%s <a@example.com>"),
    TO_QUOTED("\"%s\" <a@example.com>"),
    TO_COMMENT("a@example.com (%s)"),
    TO_LOCAL("a%s@example.com"),
    TO_DOMAIN("a@%s.example"),
    CC("%s <c@example.com>", "-c"),
    CC_LOCAL("<c%s@example.com>", "-c"),
    BCC("%s <b@example.com>", "-b"),
    BCC_DOMAIN("<b@x%s.example>", "-b"),
    FROM("%s <jo@icloud.com>", "-F"),
    FROM_ALL("%s", "-F"),
    REPLY_TO("%s <r@example.com>", "--reply-to"),
    REPLY_TO_ALL("%s", "--reply-to"),
    SUBJECT("%s", "-s"),
    HEADER("%s", "-H"),
    HEADER_NAME("X-%s: value", "-H"),
    HEADER_VALUE("X-Odd: %s", "-H"),
    ATTACHMENT_NAME("FILE;name=%s", "-A"),
    ATTACHMENT_TYPE("FILE;type=text/%s", "-A"),
    INLINE_NAME("FILE;name=%s", "--html --inline"),
    TEXT("%s", "-m"),
    KEY("%s", "--once"),
    CONFIGURED("%s <jo@icloud.com>"),
    CONFIGURED_ALL("%s");

    private final String form;
    private final String before;

    Place(String form) {
      this(form, "");
    }

    Place(String form, String before) {
      this.form = form;
      this.before = before;
    }

    private boolean isRecipient() {
      return name().startsWith("TO");
    }

    private boolean isConfigured() {
      return name().startsWith("CONFIGURED");
    }
  }

  private static final Set<Integer> REFUSED = Set.of(64, 65);

  /** A file that is not there, and an account that cannot be: nothing leaves either. */
  private static final Set<Integer> UNUSABLE = Set.of(64, 65, 66, 78);

  /** Nobody waits until QUIT is heard, so that it may count among the next ones. */
  private static final Pattern COMMANDS =
      Pattern.compile(
          "(?:QUIT\n)?EHLO localhost\nSTARTTLS\nEHLO localhost\nAUTH PLAIN \\S+\n"
              + "MAIL FROM:<(\\S+)> SIZE=\\d+( BODY=8BITMIME)?( SMTPUTF8)?\n"
              + "((?:RCPT TO:<(?:\"(?:[^\"\\\\\\v]|\\\\[^\\v])+\"|[^\\s<>\"]+)@[^\\s<>@]+>\n)+)"
              + "DATA\n(QUIT\n)?");

  private static final int LONGEST_LINE = 998;

  private static ICloud icloud;
  private static Path home;
  private static int tries;

  @BeforeContainer
  static void up() throws IOException {
    icloud = new ICloud();
    home = Files.createTempDirectory("smuggling");
    Files.writeString(home.resolve("file"), "x");
  }

  @AfterContainer
  static void down() {
    icloud.close();
  }

  @Provide
  Arbitrary<String> nasty() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "\r\n",
            "\n",
            "\r",
            "\0",
            "\u0085",
            "\u2028",
            "\u2029",
            "\u000B",
            "\f",
            "\u001B",
            "\u007F",
            "\r\nBcc: x@evil.example",
            "\nX-Evil: 1\n\nbody",
            "\r\n.\r\nMAIL FROM:<x>",
            "=?UTF-8?Q?=0D=0ABcc:_x@evil.example?=",
            "=?UTF-8?B?DQpCY2M6IHhAZXZpbC5leGFtcGxl?=",
            "=?",
            "?=",
            "\"",
            "\\",
            "\\\"",
            ",",
            ";",
            ":",
            "<",
            ">",
            "(",
            ")",
            "@",
            "[",
            "]",
            "*",
            "'",
            "%0D%0A",
            "<x@evil.example>",
            "> SIZE=1\r\nRCPT TO:<x@evil.example",
            ", x@evil.example",
            "x@evil.example",
            "\uD83C\uDF89",
            "\uD83C",
            "\uDF89",
            "ü",
            "会",
            "\u010A",
            "\u010D",
            "\u560A",
            "\u560D",
            "\u202E",
            "\u200D",
            "\u00A0",
            "\uFEFF",
            " ",
            "  ",
            "\t",
            "a",
            "Bcc",
            "\uFF1E",
            "\uFF20",
            "\u3000",
            "\u2488",
            "${sys:user.home}",
            "Content-Type: text/html",
            "name=",
            ";type=a/b",
            ".",
            "-",
            "x".repeat(1200),
            "\\".repeat(800),
            "é".repeat(600),
            "a ".repeat(700));
    Arbitrary<String> mild = Arbitraries.of("a", "Ada", " ", "ü", "会議", "\uD83C\uDF89", ".", "'");
    Arbitrary<String> any =
        Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(2, pieces), net.jqwik.api.Tuple.of(1, mild));
    return any.list().ofMinSize(1).ofMaxSize(5).map(each -> String.join("", each));
  }

  @Property(
      tries = 900,
      edgeCases = net.jqwik.api.EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.BOUNDED)
  void aMessageHasTheFieldsThatWereAskedFor(@ForAll Place place, @ForAll("nasty") String nasty)
      throws IOException {
    CliRun run = run(place, nasty, true);

    if (run.exitCode() == 0) {
      isWhole(place, nasty, run.stdout().toByteArray());
    } else {
      assertThat(run.exitCode()).as(run.toString()).isIn(codes(place));
      assertThat(run.out()).isEmpty();
    }
  }

  @Property(
      tries = 150,
      edgeCases = net.jqwik.api.EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.BOUNDED)
  void theServerHearsOneMessage(@ForAll Place place, @ForAll("nasty") String nasty)
      throws IOException {
    icloud.smtp().reset();
    CliRun run = run(place, nasty, false);

    if (icloud.smtp().submissions().isEmpty()) {
      assertThat(run.exitCode()).as(run.toString()).isIn(codes(place));
      return;
    }
    var sent = icloud.smtp().submissions().get(0);
    assertThat(icloud.smtp().submissions()).hasSize(1);
    isWhole(place, nasty, sent.data().getBytes(StandardCharsets.UTF_8));
    String commands = String.join("\n", icloud.smtp().commands()) + "\n";
    Matcher heard = COMMANDS.matcher(commands);
    assertThat(heard.matches()).as(commands).isTrue();
    assertThat(heard.group(1)).isEqualTo(MailServers.LOGIN);
    if (!place.isRecipient()) {
      List<String> expected = new ArrayList<>(List.of("RCPT TO:<a@example.com>"));
      assertThat(heard.group(4).lines()).containsAll(expected);
    }
    if (!Set.of(Place.TO, Place.CC, Place.BCC).contains(place) && !nasty.contains("@")) {
      assertThat(heard.group(4).lines().count()).isEqualTo(place.name().matches("B?CC.*") ? 2 : 1);
    }
  }

  private static Set<Integer> codes(Place place) {
    boolean unusable = place.isConfigured() || place.form.startsWith("FILE");
    return unusable ? UNUSABLE : REFUSED;
  }

  private static CliRun run(Place place, String nasty, boolean dry) throws IOException {
    Path state = Files.createDirectories(home.resolve("state" + tries++));
    String typed = place.form.replace("FILE", home.resolve("file").toString()).replace("%s", nasty);
    List<String> arguments = new ArrayList<>(List.of("send"));
    if (place.isConfigured()) {
      Path config = state.resolve("config.toml");
      Files.writeString(
          config, "[accounts.jo]\nlogin = \"jo@icloud.com\"\nfrom = [" + toml(typed) + "]\n");
      arguments.addAll(List.of("--config", config.toString()));
    }
    arguments.add(dry ? "--dry-run" : "--no-copy");
    arguments.addAll(place.before.isEmpty() ? List.of() : List.of(place.before.split(" ")));
    arguments.addAll(place.isRecipient() || place.isConfigured() ? List.of() : List.of(typed));
    if (place == Place.INLINE_NAME) {
      arguments.addAll(List.of("-m", "<img src=\"cid:" + nasty.replace("\"", "&quot;") + "\">"));
    } else if (place != Place.TEXT) {
      arguments.addAll(List.of("-m", "x"));
    }
    arguments.addAll(List.of("--", place.isRecipient() ? typed : "a@example.com"));
    return icloud.setting(state).run(arguments.toArray(String[]::new));
  }

  private static String toml(String text) {
    StringBuilder result = new StringBuilder("\"");
    text.codePoints()
        .map(c -> c >= 0xD800 && c < 0xE000 ? '?' : c)
        .forEach(c -> result.append(String.format("\\U%08X", c)));
    return result.append('"').toString();
  }

  /** The message as a whole, strictly read: no parser that forgives stands in between. */
  private static void isWhole(Place place, String nasty, byte[] octets) {
    String message = new String(octets, StandardCharsets.ISO_8859_1);
    assertThat(message.replace("\r\n", "").chars())
        .noneMatch(c -> c == '\r' || c == '\n' || c == 0);
    assertThat(message.split("\r\n", -1))
        .as("line too long")
        .extracting(String::length)
        .allMatch(length -> length <= LONGEST_LINE);
    Set<String> expected =
        new TreeSet<>(Set.of("date", "from", "to", "message-id", "mime-version", "content-type"));
    if (place != Place.ATTACHMENT_NAME
        && place != Place.ATTACHMENT_TYPE
        && place != Place.INLINE_NAME) {
      expected.add("content-transfer-encoding");
    }
    switch (place) {
      case CC, CC_LOCAL -> expected.add("cc");
      case REPLY_TO, REPLY_TO_ALL -> expected.add("reply-to");
      case SUBJECT -> expected.add("subject");
      case HEADER, HEADER_NAME, HEADER_VALUE -> {
        String typed = place.form.replace("%s", nasty);
        expected.add(typed.substring(0, typed.indexOf(':')).strip().toLowerCase(Locale.ROOT));
      }
      default -> {}
    }
    int end = message.indexOf("\r\n\r\n");
    assertThat(names(message.substring(0, end))).containsExactlyInAnyOrderElementsOf(expected);
    parts(message);
    if (place == Place.SUBJECT) {
      assertThat(subject(octets)).isEqualTo(wellFormed(nasty));
    }
  }

  /** Each part has the fields of a part. */
  private static void parts(String message) {
    Matcher boundary = Pattern.compile("boundary=\"([^\"]+)\"").matcher(message);
    while (boundary.find()) {
      String[] parts = message.split("\r\n--" + Pattern.quote(boundary.group(1)), -1);
      assertThat(parts).hasSize(4);
      for (int i = 1; i < 3; i++) {
        String head = parts[i].substring(2, parts[i].indexOf("\r\n\r\n"));
        assertThat(names(head))
            .doesNotHaveDuplicates()
            .isSubsetOf(
                "content-type", "content-transfer-encoding", "content-disposition", "content-id");
      }
    }
  }

  private static List<String> names(String header) {
    List<String> names = new ArrayList<>();
    for (String line : header.split("\r\n", -1)) {
      if (line.startsWith(" ") || line.startsWith("\t")) {
        assertThat(line).as("a folded line").isNotBlank();
        continue;
      }
      assertThat(line).matches("[!-9;-~]+: ?.*");
      names.add(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT));
    }
    return names;
  }

  private static String subject(byte[] octets) {
    try {
      MimeMessage message = new MimeMessage(null, new ByteArrayInputStream(octets));
      // the library leaves a fold behind a backslash
      return MimeUtility.decodeText(message.getHeader("Subject", null).replace("\r\n", ""));
    } catch (MessagingException | UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A surrogate that stands alone is no character, and is sent as what Java makes of it. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
