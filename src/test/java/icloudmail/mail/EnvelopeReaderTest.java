package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.Address;
import icloudmail.model.Envelope;
import icloudmail.model.Reference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.iap.Protocol;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.junit.jupiter.api.Test;

class EnvelopeReaderTest {
  private static FetchResponse row(byte[] line) throws Exception {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Protocol wire = new Protocol(new ByteArrayInputStream(line), nowhere, new Properties(), false);
    return new FetchResponse(wire);
  }

  private static Optional<Envelope> read(String items) throws Exception {
    byte[] line = ("* 1 FETCH (" + items + ")\r\n").getBytes(StandardCharsets.ISO_8859_1);
    return EnvelopeReader.read(row(line), "INBOX", 12);
  }

  private static Envelope envelope(String header, Charset charset) throws Exception {
    String crlf = header.replace("\n", "\r\n") + "\r\n";
    byte[] bytes = crlf.getBytes(charset);
    String literal = new String(bytes, StandardCharsets.ISO_8859_1);
    return read("UID 7 BODY[HEADER.FIELDS (DATE)] {" + bytes.length + "}\r\n" + literal)
        .orElseThrow();
  }

  private static Envelope envelope(String header) throws Exception {
    return envelope(header, StandardCharsets.UTF_8);
  }

  @Test
  void aListThatIsTooLongEndsWithAWholeAddress() throws Exception {
    Envelope envelope = envelope("To: j@x.de" + ",\n recipient@example.com".repeat(10_000) + "\n");

    assertThat(envelope.to()).hasSizeBetween(2_500, 3_000);
    assertThat(envelope.to().subList(1, envelope.to().size()))
        .allSatisfy(each -> assertThat(each.email()).isEqualTo("recipient@example.com"));
  }

  @Test
  void aListOfManyPeopleIsWhole() throws Exception {
    Envelope envelope = envelope("Cc: j@x.de" + ",\n recipient@example.com".repeat(2_000) + "\n");

    assertThat(envelope.cc()).hasSize(2_001);
  }

  @Test
  void referencesThatAreTooManyAreTheFirst() throws Exception {
    Envelope envelope = envelope("References: <1@x>" + "\n <reference@x.de>".repeat(10_000) + "\n");

    assertThat(envelope.references()).hasSizeBetween(3_000, 4_000).startsWith("<1@x>");
    assertThat(envelope.references().stream().skip(1)).containsOnly("<reference@x.de>");
  }

  @Test
  void aFieldBehindOneWithoutEndIsRead() throws Exception {
    Envelope envelope =
        envelope("References: " + "<a@x> ".repeat(300_000) + "\n b\nSubject: behind\n");

    assertThat(envelope.subject()).isEqualTo("behind");
  }

  @Test
  void aLongSubjectIsWhole() throws Exception {
    assertThat(envelope("Subject: " + "x".repeat(900_000) + "\n").subject()).hasSize(900_000);
  }

  @Test
  void everyFieldIsRead() throws Exception {
    Envelope envelope =
        envelope(
            """
            Date: Mon, 23 Nov 2026 09:00:05 +0100
            From: =?UTF-8?Q?J=C3=B6rg?= <j@x.de>
            To: a@x.de,
             "Doe, B" <b@x.de>
            Cc: c@x.de
            Reply-To: r@x.de
            Subject: =?UTF-8?B?R3LDvMOfZQ==?= to
              you
            Message-ID: <id@x.de>
            In-Reply-To: <first@x.de>
            References: <first@x.de>
             <second@x.de>
            Delivered-To: jo@icloud.com
            """);

    assertThat(envelope.reference()).isEqualTo(new Reference("INBOX", 12, 7));
    assertThat(envelope.messageId()).isEqualTo("<id@x.de>");
    assertThat(envelope.date()).isEqualTo(OffsetDateTime.parse("2026-11-23T09:00:05+01:00"));
    assertThat(envelope.from()).containsExactly(new Address("Jörg", "j@x.de"));
    assertThat(envelope.to())
        .containsExactly(new Address(null, "a@x.de"), new Address("Doe, B", "b@x.de"));
    assertThat(envelope.cc()).containsExactly(new Address(null, "c@x.de"));
    assertThat(envelope.replyTo()).containsExactly(new Address(null, "r@x.de"));
    assertThat(envelope.subject()).isEqualTo("Grüße to  you");
    assertThat(envelope.inReplyTo()).containsExactly("<first@x.de>");
    assertThat(envelope.references()).containsExactly("<first@x.de>", "<second@x.de>");
    assertThat(envelope.deliveredTo()).isEqualTo("jo@icloud.com");
  }

  @Test
  void itemsOfTheRowAreRead() throws Exception {
    Envelope envelope =
        read("FLAGS (\\Seen \\Recent $Forwarded \\Answered) RFC822.SIZE 4294967296"
                + " INTERNALDATE \"23-Nov-2026 09:00:07 +0100\" UID 4294967295 BODY[HEADER] {0}\r\n")
            .orElseThrow();

    assertThat(envelope.flags()).containsExactly("$Forwarded", "\\Answered", "\\Seen");
    assertThat(envelope.size()).isEqualTo(4294967296L);
    assertThat(envelope.received()).isEqualTo(Instant.parse("2026-11-23T08:00:07Z"));
    assertThat(envelope.reference().uid()).isEqualTo(4294967295L);
    assertThat(envelope.unread()).isFalse();
  }

  @Test
  void whatIsNotThereIsNullOrEmpty() throws Exception {
    Envelope envelope = envelope("");

    assertThat(envelope.messageId()).isNull();
    assertThat(envelope.date()).isNull();
    assertThat(envelope.received()).isNull();
    assertThat(envelope.subject()).isNull();
    assertThat(envelope.deliveredTo()).isNull();
    assertThat(envelope.from()).isEmpty();
    assertThat(envelope.references()).isEmpty();
    assertThat(envelope.unread()).isTrue();
  }

  @Test
  void aHeaderThatCannotBeReadIsListedWithWhatThereIs() throws Exception {
    Envelope envelope = envelope("From: <<<\nDate: soon\nMessage-ID: none\nSubject: x\njunk\n");

    assertThat(envelope.from()).containsExactly(new Address(null, "<<<"));
    assertThat(envelope.date()).isNull();
    assertThat(envelope.messageId()).isNull();
    assertThat(envelope.subject()).startsWith("x");
  }

  @Test
  void rawUtf8IsUnderstood() throws Exception {
    Envelope envelope = envelope("From: Jörg <j@x.de>\nSubject: Grüße 会\n");

    assertThat(envelope.from()).containsExactly(new Address("Jörg", "j@x.de"));
    assertThat(envelope.subject()).isEqualTo("Grüße 会");
  }

  @Test
  void theOriginalRecipientStandsInForTheDelivered() throws Exception {
    assertThat(envelope("X-Original-To:  jo@x.de \n").deliveredTo()).isEqualTo("jo@x.de");
    assertThat(envelope("X-Original-To: a@x.de\nDelivered-To: b@x.de\n").deliveredTo())
        .isEqualTo("b@x.de");
  }

  @Test
  void aRowWithoutHeaderOrUidIsNoMessage() throws Exception {
    assertThat(read("UID 7 FLAGS ()")).isEmpty();
    assertThat(read("FLAGS () BODY[HEADER] {0}\r\n")).isEmpty();
    assertThat(read("UID 7 BODY[HEADER] NIL")).isPresent();
  }
}
