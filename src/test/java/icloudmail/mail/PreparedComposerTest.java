package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.LocalMail;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.PreparedMessage;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Prepared;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedComposerTest {
  private static final String WHOLE =
      """
      From: Jo <jo@icloud.com>
      To: a@example.com
      Subject: x
      Date: Mon, 23 Nov 2026 09:00:00 +0100
      Message-ID: <1@icloud.com>
      MIME-Version: 1.0
      """;

  static Composition compose(PreparedMessage message) throws MailException {
    Clock clock = Clock.fixed(CliRun.NOW, ZoneOffset.UTC);
    return new PreparedComposer(clock).compose(Prepared.ACCOUNT, message);
  }

  static String octets(Composition composition) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      composition.content().writeTo(bytes);
      return bytes.toString(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sent(String message) throws MailException {
    return octets(compose(Prepared.message(message)));
  }

  private static List<String> recipients(String message) throws MailException {
    return compose(Prepared.message(message)).submission().recipients();
  }

  private static String crlf(String lines) {
    return lines.replaceAll("\r\n|\r|\n", "\r\n");
  }

  @Test
  void aMessageThatLacksNothingGoesOutAsItIs() throws MailException {
    String message = WHOLE + "X-Odd:\tfolded\n  twice\n\tover\nx-odd : again\n\nbody\n";

    Composition composed = compose(Prepared.message(message));

    assertThat(octets(composed)).isEqualTo(crlf(message));
    assertThat(composed.submission().messageId()).isEqualTo("<1@icloud.com>");
    assertThat(composed.submission().from()).isEqualTo("jo@icloud.com");
    assertThat(composed.submission().recipients()).containsExactly("a@example.com");
    assertThat(composed.submission().subject()).isEqualTo("x");
  }

  @Test
  void whatIsMissingIsAddedBelowWhatIsThere() throws MailException {
    Composition composed = compose(Prepared.message("To: a@example.com\n\nbody\n"));

    String messageId = composed.submission().messageId();
    assertThat(messageId).matches("<[0-9a-f-]{36}@icloud\\.com>");
    assertThat(octets(composed))
        .isEqualTo(
            "To: a@example.com\r\nFrom: Jo Doe <jo@icloud.com>\r\n"
                + "Date: Mon, 23 Nov 2026 12:00:00 +0000\r\nMIME-Version: 1.0\r\nMessage-ID: "
                + messageId
                + "\r\n\r\nbody\r\n");
  }

  @Test
  void aFieldThatSaysNothingIsMissing() throws MailException {
    String sent = sent("To: a@example.com\nFrom:\nDate: \nMessage-ID: nonsense\n\nx\n");

    assertThat(sent).contains("\r\nFrom: Jo Doe <", "\r\nDate: Mon, ", "\r\nMessage-ID: <");
    assertThat(sent).doesNotContain("nonsense", "From:\r", "Date: \r");
  }

  @Test
  void bccIsTakenOutHoweverItIsWritten() throws MailException {
    String message =
        WHOLE
            + "bcc: b1@example.com,\n b2@example.com\nBCC : b3@example.com\nBcc:\n"
            + "Resent-Bcc: old@example.com\n\nBcc: body@example.com\n";

    String sent = sent(message.replace("Resent-Bcc: old@example.com\n", ""));

    assertThat(sent).isEqualTo(crlf(WHOLE + "\nBcc: body@example.com\n"));
    assertThat(sent(message)).doesNotContain("Resent-Bcc", "b2@example.com");
    assertThat(recipients(message.replace("Resent-Bcc: old@example.com\n", "")))
        .containsExactly("a@example.com", "b1@example.com", "b2@example.com", "b3@example.com");
  }

  @Test
  void aBareCarriageReturnHidesNoBcc() throws MailException {
    String sent = sent("To: a@example.com\rBcc: b@example.com\rSubject: x\r\ry\rz");

    assertThat(sent).doesNotContain("b@example.com").endsWith("\r\n\r\ny\r\nz\r\n");
  }

  @Test
  void rawOctetsOfTheHeaderStay() throws MailException {
    String message = WHOLE.replace("Subject: x", "Subject: Gr\u00c3\u00bc\u00c3\u009fe \u00c3");
    Composition utf8 = compose(Prepared.message(message.replace(" \u00c3\n", "\n") + "\n"));
    Composition latin1 = compose(Prepared.message(message + "\n"));

    assertThat(octets(latin1)).isEqualTo(crlf(message + "\n"));
    assertThat(utf8.submission().subject()).isEqualTo("Grüße");
    assertThat(latin1.submission().subject()).startsWith("Gr");
  }

  @Test
  void theSubjectIsDecoded() throws MailException {
    String message = "To: a@example.com\nSubject: =?utf-8?B?R3LDvMOf?=\n =?utf-8?Q?e?=\n\n";

    assertThat(compose(Prepared.message(message)).submission().subject()).isEqualTo("Grüße");
  }

  @ParameterizedTest
  @ValueSource(strings = {"From jo Mon Nov 23 09:00:00 2026\n", ">From jo\nFrom jo\n"})
  void theLineThatPartsAnMboxIsDropped(String line) throws MailException {
    assertThat(sent(line + WHOLE + "\nFrom here\n")).isEqualTo(crlf(WHOLE + "\nFrom here\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no header\nTo: x\n", " folded\n", "\nno header\n", ": x\n", "\n"})
  void whatHasNoHeaderIsRefusedUnlessItComesFromALocalProgram(String body) throws MailException {
    List<String> to = List.of("a@example.com");

    assertThatThrownBy(() -> compose(Prepared.message(body, to, false, null, null)))
        .hasMessage("the message has no header");
    assertThat(octets(compose(Prepared.message(body, to, false, null, new LocalMail(null)))))
        .contains("From: Jo Doe <jo@icloud.com>\r\n")
        .endsWith("@icloud.com>\r\n\r\n" + crlf(body.replaceFirst("^\n", "")));
  }

  @Test
  void aHeaderThatBreaksOffIsRefusedSinceBccMayStandBehind() {
    assertThatThrownBy(() -> sent(WHOLE + "X Foo: bar\nBcc: x@example.com\n"))
        .hasMessage("'X Foo: bar' in the header of the message is no field");
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws MailException {
    assertThat(sent("\u00EF\u00BB\u00BF" + WHOLE + "\nbody\n")).isEqualTo(crlf(WHOLE + "\nbody\n"));
  }

  @Test
  void aHeaderAloneIsAMessageWithoutABody() throws MailException {
    assertThat(sent(WHOLE.strip())).isEqualTo(crlf(WHOLE + "\n"));
  }

  @Test
  void nothingAtAllIsRefused() {
    assertRefused("", Kind.REFUSED, "there is no message: standard input is empty");
  }

  @Test
  void aHeaderOfMoreThanAMegabyteIsRefused() {
    assertRefused("x".repeat(1_000_001), Kind.REFUSED, "more than 1 MB");
    assertRefused("X-Y: z\n".repeat(200_000), Kind.REFUSED, "more than 1 MB");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a@example.com | a@example.com",
        "A <a@example.com>, a@example.com | a@example.com",
        "a@example.com (Jo (the first), Doe) | a@example.com",
        "\"Doe, Jo\" <a@example.com>, b@example.com | a@example.com b@example.com",
        "=?utf-8?Q?J=C3=B6=2C_x?= <a@example.com> | a@example.com",
        "team: a@example.com, B <b@example.com>; | a@example.com b@example.com",
        "undisclosed-recipients:;, a@example.com | a@example.com",
        "a@example.com,, | a@example.com",
        "a@b\u00fccher.example | a@xn--bcher-kva.example"
      })
  void everyFormOfAnAddressIsRead(String to, String recipients) throws MailException {
    byte[] utf8 = to.getBytes(StandardCharsets.UTF_8);
    String message = "To: " + new String(utf8, StandardCharsets.ISO_8859_1) + "\n\n";

    assertThat(recipients(message)).containsExactly(recipients.split(" "));
    assertThat(recipients(message.replace(", ", ",\n "))).containsExactly(recipients.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"root", "a@", "@example.com", "a b@example.com", "<a@example.com", "\0@x.y"})
  void aBadAddressIsToldByItsText(String to) {
    assertRefused("To: " + to + "\n\n", Kind.REFUSED, to);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Subject: x\n\n", "To: undisclosed-recipients:;\nBcc:\n\n"})
  void nobodyToSendToIsWrongUsage(String message) {
    assertRefused(message, Kind.USAGE, "nobody to send to");
  }

  @Test
  void tooManyRecipientsAreRefused() {
    String many =
        IntStream.range(0, 501)
            .mapToObj(i -> i + "@example.com")
            .collect(Collectors.joining(",\n "));

    assertRefused("To: " + many + "\n\n", Kind.REFUSED, "501 recipients");
  }

  @Test
  void namedRecipientsStandForThoseOfTheHeaderOrBesideThem() throws MailException {
    List<String> named = List.of("n@example.com, m@example.com");

    assertThat(compose(Prepared.message(WHOLE, named, false, null, null)).submission().recipients())
        .containsExactly("n@example.com", "m@example.com");
    assertThat(compose(Prepared.message(WHOLE, named, true, null, null)).submission().recipients())
        .containsExactly("n@example.com", "m@example.com", "a@example.com");
  }

  @Test
  void aResentMessageGoesToThoseOfTheLastTimeAlone() throws MailException {
    String message =
        """
        Resent-From: jo.alias@icloud.com
        Resent-To: r1@example.com
        Resent-Cc: r2@example.com
        Resent-Bcc: r3@example.com
        Resent-From: old@example.com
        Resent-To: old@example.com
        From: stranger@example.org
        To: a@example.com

        x
        """;
    Composition composed = compose(Prepared.message(message));

    assertThat(composed.submission().recipients())
        .containsExactly("r1@example.com", "r2@example.com", "r3@example.com");
    assertThat(composed.submission().from()).isEqualTo("jo.alias@icloud.com");
    assertThat(octets(composed)).contains("From: stranger@example.org").doesNotContain("r3@");
  }

  @ParameterizedTest
  @CsvSource({
    "'Sender: jo.alias@icloud.com\nFrom: x@example.org, y@example.org', jo.alias@icloud.com",
    "'From: x@example.org, y@example.org', x@example.org",
    "'From: undisclosed:;', jo@icloud.com",
    "'X-Y: z', jo@icloud.com"
  })
  void theHeaderTellsTheSender(String header, String from) throws MailException {
    String message = header + "\nTo: a@example.com\n\n";

    assertThat(compose(Prepared.message(message)).submission().from()).isEqualTo(from);
  }

  @Test
  void theNamedSenderStandsInTheEnvelopeAndInAHeaderThatHasNone() throws MailException {
    PreparedMessage whole =
        Prepared.message(WHOLE, List.of(), false, "Al <jo.alias@icloud.com>", null);
    PreparedMessage bare =
        Prepared.message(
            "To: a@example.com\n\n", List.of(), false, "Al <jo.alias@icloud.com>", null);

    assertThat(compose(whole).submission().from()).isEqualTo("jo.alias@icloud.com");
    assertThat(octets(compose(Prepared.message(WHOLE)))).contains("From: Jo <jo@icloud.com>\r\n");
    assertThat(octets(compose(bare))).contains("From: Al <jo.alias@icloud.com>\r\n");
  }

  @Property(tries = 300)
  void theBodyArrivesAsItWas(@ForAll("bodies") String body) throws MailException {
    String sent = sent(WHOLE + "Bcc: hidden@example.com\n\n" + body);

    String lines = crlf(body);
    String whole = lines.isEmpty() || lines.endsWith("\r\n") ? lines : lines + "\r\n";
    assertThat(sent).isEqualTo(crlf(WHOLE) + "\r\n" + whole);
  }

  @Property(tries = 300)
  void noBccEver(@ForAll("bccs") String field, @ForAll("bodies") String noise)
      throws MailException {
    String header = noise.replaceAll("[\r\n]+", "\nX-Noise: ");
    String sent = sent("X-Noise: " + header + "\n" + field + "\n" + WHOLE + "\n");

    assertThat(sent.toLowerCase(Locale.ROOT)).doesNotContain("hidden@example.com");
  }

  @Provide
  Arbitrary<String> bodies() {
    return Arbitraries.of("\r", "\n", "\r\n", ".", "\r\n.\r\n", "\0", "\u00ff", "a", "From x", "é")
        .list()
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> bccs() {
    return Arbitraries.of("Bcc", "BCC", "bcc", "bCc", "Resent-Bcc", "RESENT-BCC")
        .flatMap(
            name ->
                Arbitraries.of(":", " :", ":\n ", "\t: \r\n\t", ":\r ")
                    .map(colon -> name + colon + "hidden@example.com"))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(fields -> String.join("\n", fields) + "\nTo: a@example.com");
  }

  private static void assertRefused(String message, Kind kind, String text) {
    assertThatThrownBy(() -> compose(Prepared.message(message)))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
        .hasMessageContaining(text);
  }
}
