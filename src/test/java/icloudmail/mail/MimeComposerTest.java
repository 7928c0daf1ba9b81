package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.Account;
import icloudmail.model.Address;
import icloudmail.model.AttachmentFile;
import icloudmail.model.Draft;
import icloudmail.model.MailException;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Nouns;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MimeComposerTest {
  private static final Account ACCOUNT =
      new Account(
          "me", "jo@icloud.com", List.of(new Address("Jö Doe", "jo@icloud.com")), new NoSource());

  @TempDir Path directory;

  private static Draft draft(String subject, String text, AttachmentFile... files) {
    return Nouns.draft(
        null,
        List.of("a@example.com"),
        List.of(),
        List.of("hidden@example.com"),
        subject,
        text,
        List.of(files));
  }

  private static Composition compose(Draft draft) throws MailException {
    Clock clock = Clock.fixed(CliRun.NOW, ZoneId.of("Europe/Berlin"));
    return new MimeComposer(clock).compose(ACCOUNT, draft);
  }

  private static String text(Composition composition) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    composition.content().writeTo(bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static MimeMessage parse(String message) throws MessagingException {
    return new MimeMessage(
        null, new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
  }

  private static void isRefused(Draft draft, String why) {
    assertThatThrownBy(() -> compose(draft))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(MailException.Kind.REFUSED))
        .hasMessageContaining(why);
  }

  @Test
  void fixesDateAndMessageIdAndHidesBcc() throws MailException, IOException {
    Composition composition = compose(draft("Hi", "text"));
    String message = text(composition);

    assertThat(composition.submission().messageId()).matches("<[0-9a-f-]{36}@icloud\\.com>");
    assertThat(composition.submission().recipients())
        .containsExactly("a@example.com", "hidden@example.com");
    assertThat(composition.submission().from()).isEqualTo("jo@icloud.com");
    assertThat(message)
        .contains("Date: Mon, 23 Nov 2026 13:00:00 +0100\r\n")
        .contains("From: =?UTF-8?Q?J=C3=B6_Doe?= <jo@icloud.com>\r\n")
        .contains(
            "Message-ID: " + composition.submission().messageId() + "\r\n", "MIME-Version: 1.0\r\n")
        .doesNotContain("hidden", "Bcc");
    assertThat(text(composition)).isEqualTo(message);
  }

  @Test
  void everyLineEndIsCrlf() throws MailException, IOException {
    String message = text(compose(draft("Hi", "a\nb\rc\r\nd\n\n.dot\n")));

    assertThat(message).endsWith("\r\n\r\na\r\nb\r\nc\r\nd\r\n\r\n.dot\r\n");
    assertThat(message.replace("\r\n", "")).doesNotContain("\r", "\n");
  }

  @Test
  void plainAsciiStaysPlain() throws MailException, IOException {
    assertThat(text(compose(draft("Hi", "From here\n"))))
        .contains("Content-Type: text/plain; charset=us-ascii\r\n")
        .contains("Content-Transfer-Encoding: 7bit\r\n")
        .endsWith("\r\n\r\nFrom here\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Grüße", "会議は十時です。明日。", "mixed: 会 und ü\n", "🎉"})
  void everyScriptSurvives(String text) throws Exception {
    String message = text(compose(draft(text.strip(), text)));

    assertThat(message).matches("(?s)\\p{ASCII}*");
    MimeMessage parsed = parse(message);
    assertThat(parsed.getSubject()).isEqualTo(text.strip());
    assertThat(parsed.getContent()).asString().isEqualToNormalizingNewlines(text);
  }

  @Test
  void longLinesAreBrokenByTheEncodingAndComeBackWhole() throws Exception {
    String line = "x".repeat(5000);
    String message = text(compose(draft("long", line + "\n")));

    assertThat(message.lines()).allMatch(each -> each.length() <= 998);
    assertThat(parse(message).getContent()).asString().isEqualToNormalizingNewlines(line + "\n");
  }

  @Test
  void anAttachmentKeepsItsBytesAndItsName() throws Exception {
    byte[] bytes = {0, 13, 10, 46, 13, 10, -1};
    Path file = Files.write(directory.resolve("x"), bytes);
    String message =
        text(compose(draft("Hi", "text", Nouns.attachment(file, null, "Übersicht 図.pdf"))));

    MimeMultipart parts = (MimeMultipart) parse(message).getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("application/pdf");
    assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("Übersicht 図.pdf");
    assertThat(parts.getBodyPart(1).getInputStream()).hasBinaryContent(bytes);
    assertThat(message).matches("(?s)\\p{ASCII}*");
  }

  @Test
  void aGivenTypeWins() throws Exception {
    Path file = Files.writeString(directory.resolve("x.pdf"), "x");
    String message =
        text(compose(draft("Hi", "text", Nouns.attachment(file, "text/x-log", "x.pdf"))));

    assertThat(message).contains("Content-Type: text/x-log");
  }

  @Test
  void aFileNameThatFitsNoLineIsRefused() throws Exception {
    Path file = Files.writeString(directory.resolve("x"), "x");
    String longest = "é".repeat(127) + "x";

    String message = text(compose(draft("Hi", "text", Nouns.attachment(file, null, longest))));
    assertThat(message.lines()).allMatch(line -> line.length() <= 998);
    isRefused(
        draft("Hi", "text", Nouns.attachment(file, null, longest + "x")),
        "a file name is longer than 255 octets");
  }

  @Test
  void aNameThatQuotingMakesTooLongTravelsEncoded() throws Exception {
    String name = "\\".repeat(800);

    String message = text(compose(from("\"" + name.repeat(2) + "\" <jo@icloud.com>")));

    assertThat(message.lines()).allMatch(line -> line.length() <= 998);
    assertThat(((InternetAddress) parse(message).getFrom()[0]).getPersonal()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=?UTF-8?Q?a?= typed",
        "what =?",
        "tab\tinside",
        "double  blank",
        " leading",
        "trailing ",
        "\u00A0",
        "e\u0301 combining",
        "🎉 at the end 🎉",
        "שלום, العالم",
        "plain: \"quoted\", (comment) <angle> \\"
      })
  void aSubjectIsReadAsItWasTyped(String subject) throws Exception {
    String message = text(compose(draft(subject, "x")));

    assertThat(parse(message).getSubject()).isEqualTo(subject);
    assertThat(message.lines()).allMatch(line -> line.length() <= 78);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "é", "会", "🎉", "=?", "\\"})
  void aSubjectOf2000LettersWithoutABlankComesBackWhole(String letter) throws Exception {
    String subject = letter.repeat(2000 / letter.length());

    String message = text(compose(draft(subject, "x")));

    assertThat(parse(message).getSubject()).isEqualTo(subject);
    assertThat(message.lines()).allMatch(line -> line.length() <= 78);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Jo",
        "Doe, Jo",
        "J. Doe",
        "Jo \"the\" Doe",
        "back\\slash",
        "Jo (work)",
        "jo@home",
        "two  blanks",
        "Jörg 会 🎉",
        "e\u0301",
        "a;b:c<d>",
        "'single'"
      })
  void aNameIsReadAsItWasTyped(String name) throws Exception {
    String quoted = name.replace("\\", "\\\\").replace("\"", "\\\"");

    String message = text(compose(from("\"" + quoted + "\" <jo@icloud.com>")));

    assertThat(((InternetAddress) parse(message).getFrom()[0]).getPersonal()).isEqualTo(name);
  }

  @Test
  void noHeaderFieldCanBeSmuggledIn() throws IOException {
    isRefused(draft("x\nBcc: b@example.com", "text"), "the subject holds a line break");
    Path file = Files.writeString(directory.resolve("x"), "x");
    isRefused(
        draft("x", "text", Nouns.attachment(file, null, "a\r\nX-Y: z")),
        "a file name holds a line break");
    isRefused(
        Nouns.draft(null, List.of("a@b.c\r\nBcc: x@y.z"), List.of(), List.of(), "x", "", List.of()),
        "it holds a control character");
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "a@", "@b", "a b@c.d", "", "group: a@b.c;", "a@b c"})
  void whatIsNoAddressIsRefused(String typed) {
    isRefused(
        Nouns.draft(null, List.of(typed), List.of(), List.of(), "x", "", List.of()),
        "'" + typed + "' is not an address");
  }

  @Test
  void iCloudTakesFiveHundredRecipients() throws MailException {
    List<String> most = IntStream.range(0, 500).mapToObj(i -> "r" + i + "@example.com").toList();
    List<String> more = IntStream.range(0, 501).mapToObj(i -> "r" + i + "@example.com").toList();

    assertThat(
            compose(Nouns.draft(null, most, most, List.of(), "x", "", List.of()))
                .submission()
                .recipients())
        .hasSize(500);
    isRefused(Nouns.draft(null, more, List.of(), List.of(), "x", "", List.of()), "501 recipients");
  }

  @Test
  void anotherDomainIsWrittenInAscii() throws MailException {
    Draft draft =
        Nouns.draft(null, List.of("a@bücher.example"), List.of(), List.of(), "x", "", List.of());

    assertThat(compose(draft).submission().recipients()).containsExactly("a@xn--bcher-kva.example");
  }

  private static final class NoSource implements icloudmail.model.PasswordSource {
    @Override
    public icloudmail.model.Secret password() {
      throw new AssertionError("composing needs no password");
    }

    @Override
    public String origin() {
      return "nowhere";
    }
  }

  @Test
  void aForeignFileNameIsWrittenAsRfc2231Says() throws Exception {
    Path file = Files.writeString(directory.resolve("x"), "x");

    assertThat(text(compose(draft("Hi", "text", Nouns.attachment(file, "text/csv", "ü 1.csv")))))
        .contains("Content-Disposition: attachment; filename*=UTF-8''%C3%BC%201.csv\r\n")
        .contains("Content-Type: text/csv; name*=UTF-8''%C3%BC%201.csv\r\n")
        .contains("Content-Transfer-Encoding: base64\r\n");
  }

  @Test
  void whoIsNamedTwiceIsSentToOnce() throws MailException {
    List<String> to = List.of("a@example.com, A <a@example.com>");
    Draft draft = Nouns.draft(null, to, to, List.of("b@example.com"), "x", "", List.of());

    assertThat(compose(draft).submission().recipients())
        .containsExactly("a@example.com", "b@example.com");
  }

  @Test
  void withoutRecipientsThereIsNothingToSend() {
    Draft draft = Nouns.draft(null, List.of(), List.of(), List.of(), "x", "", List.of());

    assertThatThrownBy(() -> compose(draft))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(MailException.Kind.USAGE))
        .hasMessage("nobody to send to");
  }

  @Test
  void aBccAloneLeavesNoRecipientInTheHeader() throws Exception {
    Draft draft =
        Nouns.draft(null, List.of(), List.of(), List.of("b@example.com"), "x", "", List.of());

    assertThat(compose(draft).submission().recipients()).containsExactly("b@example.com");
    assertThat(text(compose(draft))).doesNotContain("b@example.com", "Bcc:", "To:");
  }

  @Test
  void fromIsOneAddress() throws Exception {
    assertThat(text(compose(from("Jo <alias@icloud.com>"))))
        .contains("From: Jo <alias@icloud.com>\r\n");
    isRefused(from("a@icloud.com, b@icloud.com"), "From takes one address, not 2");
  }

  private static Draft from(String from) {
    return Nouns.draft(from, List.of("a@b.de"), List.of(), List.of(), "x", "", List.of());
  }

  private String attachedMessage(byte[] bytes, String type) throws Exception {
    Path file = Files.write(directory.resolve("m.eml"), bytes);
    return text(compose(draft("Hi", "text", Nouns.attachment(file, type, "m.eml"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Subject: x\r\n\r\ninner\r\n", "Subject: x\r\n\r\ngr\u00FCn\r\n"})
  void aMessageThatIsCalledOneGoesAsOne(String inner) throws Exception {
    byte[] bytes = inner.getBytes(StandardCharsets.UTF_8);
    String message = attachedMessage(bytes, "message/rfc822");

    MimeMultipart parts = (MimeMultipart) parse(message).getContent();
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("message/rfc822");
    assertThat(parts.getBodyPart(1).getContent())
        .isInstanceOfSatisfying(
            MimeMessage.class, each -> assertThat(subject(each)).isEqualTo("x"));
    boolean ascii = inner.length() == bytes.length;
    assertThat(message)
        .contains("Content-Transfer-Encoding: " + (ascii ? "7bit" : "8bit") + "\r\nContent-Disp")
        .contains(inner);
    assertThat(message.substring(0, message.indexOf("\r\n\r\n")).contains("8bit"))
        .isEqualTo(!ascii);
  }

  private static String subject(MimeMessage message) {
    try {
      return message.getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatCannotGoAsAMessageStaysAFileOfItsBytes() throws Exception {
    byte[] plain = "Subject: x\n\ninner\n".getBytes(StandardCharsets.UTF_8);
    byte[] nul = "Subject: x\n\n\0\n".getBytes(StandardCharsets.UTF_8);
    byte[] lone = "Subject: x\n\na\rb\n".getBytes(StandardCharsets.UTF_8);
    byte[] wide = ("Subject: x\n\n" + "x".repeat(999)).getBytes(StandardCharsets.UTF_8);

    staysAFile(plain, attachedMessage(plain, null));
    for (byte[] bytes : List.of(nul, lone, wide)) {
      staysAFile(bytes, attachedMessage(bytes, "message/rfc822"));
    }
  }

  private static void staysAFile(byte[] bytes, String message) throws Exception {
    MimeMultipart parts = (MimeMultipart) parse(message).getContent();
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("application/octet-stream");
    assertThat(parts.getBodyPart(1).getInputStream()).hasBinaryContent(bytes);
  }
}
