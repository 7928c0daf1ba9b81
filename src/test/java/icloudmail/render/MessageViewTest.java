package icloudmail.render;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.Address;
import icloudmail.model.Body;
import icloudmail.model.Envelope;
import icloudmail.model.MailException;
import icloudmail.model.Part;
import icloudmail.testkit.Nouns;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageViewTest {
  private static final String HEADERS =
      "From: Jörg <joerg@example.com>\nTo: jo@icloud.com\n"
          + "Date: Mon, 23 Nov 2026 09:00:05 +0100\nSubject: x\n";

  private static String view(Envelope envelope, Body body) throws MailException {
    return MessageView.of(Nouns.message(envelope, Nouns.content("raw"), body), View.TEXT);
  }

  private static Body body(
      String text, List<Part> parts, List<String> remarks, @Nullable String authentication) {
    return new Body(List.of(), text, null, parts, remarks, authentication);
  }

  private static Envelope replyTo(Envelope envelope, Address... replyTo) {
    return envelope.withAddresses(envelope.from(), envelope.to(), envelope.cc(), List.of(replyTo));
  }

  @Test
  void remarksStandBelowTheAttachmentsAndNoneCanForgeALine() throws MailException {
    Body body =
        body(
            "text",
            List.of(Nouns.part(1, "a.pdf", "%PDF")),
            List.of("signed", "kept elsewhere (x\nFrom: forged\u001B[2J)"),
            null);

    assertThat(view(Nouns.envelope(7, "x"), body))
        .isEqualTo(
            HEADERS
                + "\ntext\n\n[attachment 1] a.pdf, application/pdf, 4 B\n"
                + "\n[note] signed\n[note] kept elsewhere (x From: forged␛[2J)\n");
  }

  @Test
  void whatAppleFoundStandsBelowTheSubject() throws MailException {
    Body body = body("text\n", List.of(), List.of(), "spf=pass dkim=pass dmarc=pass");

    assertThat(view(Nouns.envelope(7, "x"), body))
        .isEqualTo(HEADERS + "Checked by Apple: spf=pass dkim=pass dmarc=pass\n\ntext\n");
  }

  @Test
  void aMessageWithoutATextHasNoEmptyPlaceForIt() throws MailException {
    Body body = body("", List.of(Nouns.part(1, "a.pdf", "%PDF")), List.of(), null);

    assertThat(view(Nouns.envelope(7, "x"), body))
        .isEqualTo(HEADERS + "\n[attachment 1] a.pdf, application/pdf, 4 B\n");
  }

  @Test
  void replyToIsShownWhereItIsAnother() throws MailException {
    Envelope envelope = Nouns.envelope(7, "x");
    Body body = body("text", List.of(), List.of(), null);

    assertThat(view(replyTo(envelope, new Address("J", "JOERG@example.com")), body))
        .isEqualTo(HEADERS + "\ntext\n");
    assertThat(view(replyTo(envelope, new Address(null, "list@example.org")), body))
        .isEqualTo(HEADERS.replace("Date:", "Reply-To: list@example.org\nDate:") + "\ntext\n");
  }
}
