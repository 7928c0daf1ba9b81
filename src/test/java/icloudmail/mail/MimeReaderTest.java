package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import icloudmail.model.Body;
import icloudmail.model.Part;
import icloudmail.model.Preference;
import jakarta.mail.MessagingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MimeReaderTest {
  private static Body read(String message) throws MessagingException {
    byte[] bytes = message.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    return MimeReader.read(new ByteArrayInputStream(bytes), Preference.PLAIN);
  }

  private static String content(Part part) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    part.content().writeTo(bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void plainTextIsPreferredToHtml() throws MessagingException {
    Body body =
        read(
            """
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain

            plain
            --b
            Content-Type: text/html

            <p>html</p>
            --b--
            """);

    assertThat(body.text()).isEqualTo("plain");
    assertThat(body.html()).isEqualTo("<p>html</p>");
    assertThat(body.attachments()).isEmpty();
  }

  @Test
  void htmlAloneIsRendered() throws MessagingException {
    Body body = read("Content-Type: text/html\n\n<p>a &amp; b</p><p>c</p>\n");

    assertThat(body.text()).isEqualTo("a & b\n\nc\n");
  }

  @Test
  void theCharsetIsFoundWhereItIsNotOrFalselyNamed() throws MessagingException {
    assertThat(read("Subject: x\n\nGr\u00FC\u00DFe\n").text()).isEqualTo("Grüße\n");
    assertThat(read("Content-Type: text/plain; charset=us-ascii\n\nGr\u00C3\u00BC\n").text())
        .isEqualTo("Grü\n");
    assertThat(read("Content-Type: text/plain; charset=no-such\n\n\u0080 5\n").text())
        .isEqualTo("€ 5\n");
    assertThat(read("Content-Type: text/plain; charset=iso-8859-15\n\n\u00A4 5\n").text())
        .isEqualTo("€ 5\n");
    assertThat(read("Content-Type: text/plain; charset=../../etc/passwd\n\nx\n").text())
        .isEqualTo("x\n");
  }

  @Test
  void attachmentsAreNumberedNamedAndDecoded() throws MessagingException, IOException {
    Body body =
        read(
            """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            see below
            --b
            Content-Type: application/pdf; name*=UTF-8''%C3%9Cbersicht.pdf
            Content-Transfer-Encoding: base64

            JVBERg==
            --b
            Content-Type: text/plain
            Content-Disposition: attachment; filename="=?UTF-8?B?w7wudHh0?="

            notes
            --b
            Content-Type: message/rfc822

            Subject: inner

            nested
            --b--
            """);

    assertThat(body.text())
        .isEqualTo(
            "see below\n\n----- Attached message 3 -----\nSubject: inner\n\nnested\n"
                + "----- End of attached message 3 -----\n");
    assertThat(body.attachments()).extracting(Part::number).containsExactly(1, 2, 3);
    assertThat(body.attachments())
        .extracting(Part::name)
        .containsExactly("Übersicht.pdf", "ü.txt", "inner.eml");
    assertThat(body.attachments())
        .extracting(Part::type)
        .containsExactly("application/pdf", "text/plain", "message/rfc822");
    assertThat(body.attachments().get(0).size()).isEqualTo(4);
    assertThat(content(body.attachments().get(0))).isEqualTo("%PDF");
    assertThat(content(body.attachments().get(2))).isEqualTo("Subject: inner\r\n\r\nnested");
  }

  @Test
  void whatIsBrokenIsShownAsBestItCan() throws MessagingException {
    assertThat(read("Content-Type: multipart/mixed\n\nno boundary at all\n").text())
        .isEqualTo("no boundary at all\n");
    assertThat(read("Content-Type: complete nonsense;;;\n\nx\n").text()).isEqualTo("x\n");
    assertThat(read("Content-Type: image/png; name=a/b\n\nx\n").attachments())
        .extracting(Part::name)
        .containsExactly("a/b");
    Body base64 = read("Content-Transfer-Encoding: base64\n\nR3LDvMOfZQ==\n");
    assertThat(base64.text()).isEqualTo("Grüße");
    Body broken = read("Content-Transfer-Encoding: base64\n\nR3LDvMOfZQ==!!*\n");
    assertThat(broken.text()).startsWith("Grüße");
  }

  @Test
  void headersAreUnfoldedAndDecoded() throws MessagingException {
    Body body = read("Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\n folded\nX-Odd: a\n\nx\n");

    assertThat(body.headers())
        .extracting(header -> header.name() + "=" + header.value())
        .containsExactly("Subject=Grüße folded", "X-Odd=a");
  }

  @Test
  void aTextThatBreaksOffIsReadAsFarAsItGoes() throws MessagingException {
    assertThat(read("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nbroken off").text())
        .isEqualTo("broken off");
    assertThat(read("Content-Transfer-Encoding: quoted-printable\n\n=C3=A4 b=\n c\n").text())
        .isEqualTo("ä b c\n");
  }

  @Test
  void nestedPartsAreAllFound() throws MessagingException {
    Body body =
        read(
            """
            Content-Type: multipart/mixed; boundary=a

            --a
            Content-Type: multipart/related; boundary=b

            --b
            Content-Type: text/html

            <p>html</p>
            --b
            Content-Type: image/png
            Content-ID: <logo>

            png
            --b--
            --a
            Content-Disposition: attachment; filename*0*=UTF-8''%C3%9C; filename*1=ber.csv

            1
            --a--
            """);

    assertThat(body.text()).isEqualTo("html\n");
    assertThat(body.attachments())
        .extracting(Part::type)
        .containsExactly("image/png", "text/plain");
    assertThat(body.attachments())
        .extracting(Part::name)
        .containsExactly("inline-1.png", "Über.csv");
  }

  @Test
  void anAttachmentThatIsBrokenIsDecodedAsFarAsItGoes() throws MessagingException, IOException {
    Body body =
        read(
            """
            Content-Type: application/pdf; name=a.pdf
            Content-Transfer-Encoding: base64

            JVBERi0*#
            """);

    assertThat(body.attachments()).extracting(Part::size).containsExactly(5L);
    assertThat(content(body.attachments().get(0))).isEqualTo("%PDF-");
    assertThat(body.remarks())
        .containsExactly("attachment 1 is broken in its base64 encoding and may not be whole");
  }

  @Test
  void aDispositionThatCannotBeReadHidesNothing() throws MessagingException {
    for (String field : new String[] {"attachment; filename=a b.pdf", "attachment;;", "", ";"}) {
      Body body =
          read(
              "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nthe text\n"
                  + "--b\nContent-Type: application/pdf\nContent-Disposition: "
                  + field
                  + "\n\nx\n--b--\n");

      assertThat(body.text()).isEqualTo("the text");
      assertThat(body.attachments()).extracting(Part::type).containsExactly("application/pdf");
    }
  }

  @Test
  void theFooterOfAMailingListDoesNotReplaceTheMessage() throws MessagingException {
    Body body =
        read(
            """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/html

            <p>Body</p>
            --b
            Content-Type: text/plain

            -- list footer
            --b--
            """);

    assertThat(body.text()).isEqualTo("Body\n-- list footer");
  }

  @Test
  void whatCameBeforeABreakIsKept() throws MessagingException {
    Body body = read("Content-Transfer-Encoding: base64\n\n" + "QUJD".repeat(60) + "aGV!s*bG8\n");

    assertThat(body.text()).startsWith("ABC".repeat(60) + "hello").contains("cannot be decoded");
    assertThat(body.remarks()).containsExactly("the text is broken in its base64 encoding");
  }

  @Test
  void anUnknownTransferEncodingIsTakenAsItIs() throws MessagingException {
    assertThat(read("Content-Transfer-Encoding: 8-bit\n\nhello\n").text()).isEqualTo("hello\n");
  }

  @Test
  void aHeaderOfEndlessFieldsIsShownAsFarAsItGoes() throws MessagingException {
    Body body = read("X-Filler: x\n".repeat(20_000) + "Subject: last\n\ntext\n");

    assertThat(body.headers()).hasSize(10_000);
    assertThat(body.text()).isEqualTo("text\n");
    assertThat(body.remarks())
        .containsExactly("a header in the message is longer than is read; --as raw has all of it");
  }

  @Test
  void aFieldOfMegabytesCostsNoMoreThanItsLength() {
    String message = "To: a@example.com" + ",\n b@example.com".repeat(200_000) + "\n\ntext\n";

    Body body = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> read(message));

    assertThat(body.text()).isEqualTo("text\n");
  }
}
